import { basename, join } from 'node:path'
import { type Chosen, type Problems, problem, type Sweep, sweepPoints } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Metrics } from '../evaluate/evaluate.js'
import { faultsOf } from '../faultsOf.js'
import { writeAtomically } from '../sources/atomicWrite.js'
import { versionedText } from './folder/versioned.js'
import { withoutSecrets } from './folder/withoutSecrets.js'
import { lockFolder } from './lockFolder.js'
import type { RunOptions } from './run.js'
import { enterSweep } from './sweep/enterSweep.js'
import { runPoint } from './sweep/runPoint.js'
import { type SeedGroup, seedsTogether } from './sweep/seedsTogether.js'
import { encodeSweep, pointHash, sweepFile } from './sweep/sweepFile.js'

/** A sweep's points in order, each with its metrics, or with why it stopped. */
export interface SweepResult {
  readonly folder: string
  readonly points: readonly SweptPoint[]
  /** Points that differ in `seed` alone together, with mean and standard deviation; one that has no such other is alone. */
  readonly groups: readonly SeedGroup[]
}
export interface SweptPoint {
  readonly chosen: readonly Chosen[]
  readonly folder: string
  readonly ended: Either<Problems, Metrics>
}

/**
 * Runs every point of a sweep, one after the other, each in a folder of its own. A point that fails does not keep the others from running.
 * With `out` naming the folder of the same sweep it goes on: points that finished are read, one that stopped goes on from its last checkpoint.
 */
export const runSweep =
  (sweep: Sweep, options: RunOptions = {}): TaskEither<Problems, SweepResult> =>
  async () => {
    const wrong = faultsOf(sweep)
    if (wrong.length > 0) return left(wrong)
    const points = sweepPoints(sweep)
    const hashes = points.map(({ of }) => pointHash(of))
    const entered = await enterSweep(hashes, options.name ?? 'sweep', options.runs ?? 'runs', options.out)()
    if (isLeft(entered)) return entered
    const folder = entered.right
    const lock = await lockFolder(folder)
    if (isLeft(lock)) return left([lock.left])
    const nameOf = (index: number) => `point-${String(index + 1).padStart(String(points.length).length, '0')}`
    const swept: SweptPoint[] = []
    const result = (): SweepResult => ({
      folder,
      points: swept,
      groups: seedsTogether(points.map((point, index) => ({ ...point, ...metricsOf(swept[index]) }))),
    })
    const write = () =>
      writeSweep(folder, {
        points: points.map(({ chosen }, index) => ({
          chosen,
          folder: nameOf(index),
          pipeline: hashes[index]!,
          ...metricsOf(swept[index]),
          ...problemsOf(swept[index]),
        })),
        groups: result().groups,
      })
    try {
      const begun = await write()
      if (isLeft(begun)) return begun
      for (const [index, { chosen, of }] of points.entries()) {
        options.report?.({ event: 'point', number: index + 1, of: points.length, chosen })
        const out = join(folder, nameOf(index))
        const ended = await runPoint(of, { ...options, out })
        const stopped = options.signal?.aborted === true
        if (stopped && isLeft(ended)) return left([...ended.left, problem(goesOn(folder, index + 1, points.length))])
        swept.push({ chosen, folder: out, ended })
        const written = await write()
        if (isLeft(written)) return written
        if (stopped) break
      }
      return right(result())
    } finally {
      await lock.right()
    }
  }

const metricsOf = (point: SweptPoint | undefined): { readonly metrics?: Metrics } =>
  point === undefined || isLeft(point.ended) ? {} : { metrics: point.ended.right }

const problemsOf = (point: SweptPoint | undefined): { readonly problems?: readonly string[] } =>
  point !== undefined && isLeft(point.ended) ? { problems: point.ended.left.map(({ sentence }) => sentence) } : {}

/** `sweep.json`, and the page of it. */
const writeSweep = async (
  folder: string,
  sweep: Parameters<typeof encodeSweep>[0],
): Promise<Either<Problems, void>> => {
  const { sweepPage } = await import('../report/sweep/sweepPage.js')
  const text = withoutSecrets(versionedText(sweepFile, encodeSweep(sweep)))
  const written = await writeAtomically(join(folder, sweepFile.name), text)()
  if (isLeft(written)) return written
  return writeAtomically(join(folder, 'sweep.html'), withoutSecrets(sweepPage(basename(folder), sweep)))()
}

/**
 * Why: The sweep was asked to stop, and what finished is kept.
 * Cure: Give the same command again with the sweep's folder.
 * Types: Nobody knows beforehand when a run is stopped.
 */
const goesOn = (folder: string, point: number, of: number): string =>
  `the sweep stopped at point ${point} of ${of}: the same sweep with --out ${folder} goes on`
