import { type Experiment, isSequence, isSweep, type Problems, type Sequence, type Sweep } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { run } from '../run/run.js'
import type { SequenceResult } from '../run/runSequence.js'
import type { SweepOptions, SweepResult } from '../run/runSweep.js'
import { resultText } from './resultText.js'
import { usersMistake } from './terminal.js'

/** What came of an experiment: for programs, and for people. */
export interface Told {
  readonly told: unknown
  /** For a terminal of so many columns. */
  readonly text: (width: number) => string
  /** The exit code: not 0 where a point of a sweep could not be run to its end, or a run that was repeated differs. */
  readonly code: number
}

/** Runs what a file holds. */
export const runExperiment = (
  experiment: Experiment,
  options: SweepOptions,
): (() => Promise<Either<Problems, Told>>) => {
  if (isSweep(experiment)) return () => sweep(experiment, options)
  if (isSequence(experiment)) return () => sequence(experiment, options)
  return async () => {
    const ran = await run(experiment, options)()
    return isLeft(ran) ? ran : right({ told: ran.right, text: () => resultText(ran.right), code: 0 })
  }
}

const sequence = async (of: Sequence, options: SweepOptions): Promise<Either<Problems, Told>> => {
  const { runSequence } = await import('../run/runSequence.js')
  const ran = await runSequence(of, options)()
  return isLeft(ran) ? ran : right(toldSequence(of, ran.right))
}

export const toldSequence = ({ sequence }: Sequence, result: SequenceResult): Told => {
  const { folder, runs } = result
  const parts = runs.map((each, index) => {
    const { data } = sequence[index]!.data
    return `${index + 1} of ${sequence.length}: ${data}\n${resultText(each)}`
  })
  return { told: result, text: () => [...parts, `sequence  ${folder}`].join('\n\n'), code: 0 }
}

const sweep = async (of: Sweep, options: SweepOptions): Promise<Either<Problems, Told>> => {
  const { runSweep } = await import('../run/runSweep.js')
  const ran = await runSweep(of, options)()
  return isLeft(ran) ? ran : right(await toldSweep(ran.right))
}

export const toldSweep = async (result: SweepResult): Promise<Told> => {
  const { sweepText } = await import('./sweepText.js')
  const { folder, points, groups } = result
  const told = points.map(({ chosen, folder: own, ended }) => ({
    chosen,
    folder: own,
    ...(isLeft(ended) ? { problems: ended.left } : { metrics: ended.right }),
  }))
  return {
    told: { folder, points: told, groups },
    text: width => sweepText(result, width),
    code: points.some(({ ended }) => isLeft(ended)) ? usersMistake : 0,
  }
}
