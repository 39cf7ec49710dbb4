import { type Experiment, isSequence, isSweep, type Problems, type Sequence, type Sweep } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type RunOptions, run } from '../run/run.js'
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
export const runExperiment = (experiment: Experiment, options: RunOptions): (() => Promise<Either<Problems, Told>>) => {
  if (isSweep(experiment)) return () => sweep(experiment, options)
  if (isSequence(experiment)) return () => sequence(experiment, options)
  return async () => {
    const ran = await run(experiment, options)()
    return isLeft(ran) ? ran : right({ told: ran.right, text: () => resultText(ran.right), code: 0 })
  }
}

const sequence = async (of: Sequence, options: RunOptions): Promise<Either<Problems, Told>> => {
  const { runSequence } = await import('../run/runSequence.js')
  const ran = await runSequence(of, options)()
  if (isLeft(ran)) return ran
  const { folder, runs } = ran.right
  const parts = runs.map((each, index) => {
    const { data } = of.sequence[index]!.data
    return `${index + 1} of ${of.sequence.length}: ${data}\n${resultText(each)}`
  })
  return right({ told: ran.right, text: () => [...parts, `sequence  ${folder}`].join('\n\n'), code: 0 })
}

const sweep = async (of: Sweep, options: RunOptions): Promise<Either<Problems, Told>> => {
  const [{ runSweep }, { sweepText }] = await Promise.all([import('../run/runSweep.js'), import('./sweepText.js')])
  const ran = await runSweep(of, options)()
  if (isLeft(ran)) return ran
  const { folder, points, groups } = ran.right
  const told = points.map(({ chosen, folder: own, ended }) => ({
    chosen,
    folder: own,
    ...(isLeft(ended) ? { problems: ended.left } : { metrics: ended.right }),
  }))
  return right({
    told: { folder, points: told, groups },
    text: width => sweepText(ran.right, width),
    code: points.some(({ ended }) => isLeft(ended)) ? usersMistake : 0,
  })
}
