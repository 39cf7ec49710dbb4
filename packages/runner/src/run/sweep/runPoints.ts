import { type Chosen, experimentToJson, type Problems, pipelinesOf, type SweepPoint } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Metrics } from '../../evaluate/evaluate.js'
import { readRunState } from '../runState.js'
import type { SweepOptions } from '../runSweep.js'
import { runsIn } from '../runsIn.js'
import { withoutWayOn } from '../wayOn.js'
import { freeMemory } from './freeMemory.js'
import { pointsAtOnce } from './pointsAtOnce.js'
import { runPoint } from './runPoint.js'

/** A point with its number, from 1, and its folder. */
export interface NumberedPoint {
  readonly number: number
  readonly chosen: readonly Chosen[]
  readonly of: SweepPoint['of']
  readonly out: string
}
type Options = SweepOptions & { readonly parallel: number }
type Ended = Either<Problems, Metrics>
type Keep = (point: NumberedPoint, ended: Ended) => Promise<Either<Problems, void>>

/** Runs points, in turn in this process or several at once; problems where that was stopped, or what came of one could not be kept. */
export const runPoints = async (
  points: readonly NumberedPoint[],
  options: Options,
  keep: Keep,
): Promise<Either<Problems, void>> => {
  const { report, signal, parallel } = options
  const wrong: Problems[] = []
  const begins = ({ number, chosen }: NumberedPoint) => report?.({ event: 'point', number, of: points.length, chosen })
  const ended = async (point: NumberedPoint, how: Ended): Promise<void> => {
    if (signal?.aborted && isLeft(how)) {
      wrong.push(withoutWayOn(how.left).map(each => ({ ...each, sentence: `point ${point.number}: ${each.sentence}` })))
      return
    }
    const kept = await keep(point, how)
    if (isLeft(kept)) wrong.push(kept.left)
    const came = isLeft(how) ? { why: how.left.map(({ sentence }) => sentence) } : { metrics: how.right }
    await report?.({ event: 'point ended', number: point.number, of: points.length, ...came })
  }
  const inTurn = async (some: readonly NumberedPoint[]) => {
    for (const point of some) {
      if (wrong.length > 0 || signal?.aborted) return
      await begins(point)
      await ended(point, await runPoint(point.of, { ...options, out: point.out }))
    }
  }
  if (parallel === 1) await inTurn(points)
  else {
    const done = await Promise.all(points.map(isFinished))
    await inTurn(points.filter((_, i) => done[i]))
    await atOnce(
      points.filter((_, i) => !done[i]),
      options,
      begins,
      ended,
    )
  }
  return wrong.length === 0 ? right(undefined) : left(wrong.flat())
}

const atOnce = async (
  points: readonly NumberedPoint[],
  {
    parallel,
    modules = [],
    report,
    signal,
    progress: _,
    profile: __,
    fetching: ___,
    stages: ____,
    ...options
  }: Options,
  begins: (point: NumberedPoint) => unknown,
  ended: (point: NumberedPoint, how: Ended) => Promise<void>,
): Promise<void> => {
  const memory = Math.floor(share * freeMemory())
  const processes = Math.min(parallel, points.length)
  if (processes === 0) return
  await report?.({ event: 'side by side', processes, threads: options.threads ?? 1, memory })
  const numbered = new Map(points.map(point => [point.number, point]))
  const tasks = points.map(({ number, of, out }) => {
    const task = { point: experimentToJson(of), modules, options: { ...options, out } }
    return [number, task] as const
  })
  await pointsAtOnce(new Map(tasks), {
    processes,
    memory,
    report: event => report?.(event),
    begins: number => void begins(numbered.get(number)!),
    ended: (number, how) => ended(numbered.get(number)!, how),
    signal,
  })
}

/** Of the free memory; the rest is left to others, and to an estimate that is too low. */
const share = 0.9

/** What is read and not run needs no process. */
const isFinished = async ({ of, out }: NumberedPoint): Promise<boolean> => {
  const runs = await runsIn(out)
  const states = await Promise.all(runs.map(readRunState))
  return runs.length === pipelinesOf(of).length && states.every(state => state?.state === 'finished')
}
