import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { type Chosen, type Problems, problem, type Sweep, sweepPoints } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Metrics } from '../evaluate/evaluate.js'
import { faultsOf } from '../faultsOf.js'
import { notSweep } from '../notExperiment.js'
import { ownStagesOf } from '../ownStagesOf.js'
import { writeAtomically } from '../sources/atomicWrite.js'
import { keepExperiment } from './experimentFile.js'
import { versionedText } from './folder/versioned.js'
import { withoutSecrets } from './folder/withoutSecrets.js'
import { lockFolder } from './lockFolder.js'
import type { SeveralOptions } from './runOrGoOn.js'
import { enterSweep } from './sweep/enterSweep.js'
import { runPoints } from './sweep/runPoints.js'
import { type SeedGroup, seedsTogether } from './sweep/seedsTogether.js'
import { encodeSweep, pointHash, sweepFile } from './sweep/sweepFile.js'

export interface SweepOptions extends SeveralOptions {
  /** Points at once, each in a process of its own with its share of the threads, as far as memory is left; 1 when not written, in this process. */
  readonly parallel?: number
  /** Modules that export the stages that are not siamese's own: a process of its own has to import them. */
  readonly modules?: readonly string[]
}

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
 * Runs every point of a sweep, each in a folder of its own. A point that fails does not keep the others from running.
 * With `out` naming the folder of the same sweep it goes on: points that finished are read, one that stopped goes on from its last checkpoint.
 */
export const runSweep =
  (sweep: Sweep, options: SweepOptions = {}): TaskEither<Problems, SweepResult> =>
  async () => {
    const another = notSweep(sweep)
    if (another.length > 0) return left(another)
    const wrong = faultsOf(sweep)
    if (wrong.length > 0) return left(wrong)
    const alone = aloneHere(sweep, options)
    if (alone.length > 0) return left(alone)
    const points = sweepPoints(sweep)
    const hashes = points.map(({ of }) => pointHash(of))
    const entered = await enterSweep(hashes, options.name ?? 'sweep', options.runs ?? 'runs', options.out)()
    if (isLeft(entered)) return entered
    const folder = entered.right
    const lock = await lockFolder(folder)
    if (isLeft(lock)) return left([lock.left])
    const nameOf = (index: number) => `point-${String(index + 1).padStart(String(points.length).length, '0')}`
    const swept = new Map<number, SweptPoint>()
    const result = (): SweepResult => ({
      folder,
      points: points.flatMap((_, index) => swept.get(index) ?? []),
      groups: seedsTogether(points.map((point, index) => ({ ...point, ...metricsOf(swept.get(index)) }))),
    })
    const write = () =>
      writeSweep(folder, {
        points: points.map(({ chosen }, index) => ({
          chosen,
          folder: nameOf(index),
          pipeline: hashes[index]!,
          ...metricsOf(swept.get(index)),
          ...problemsOf(swept.get(index)),
        })),
        groups: result().groups,
      })
    try {
      const begun = await write()
      if (isLeft(begun)) return begun
      const asked = await askedOf(folder, sweep, options)
      if (isLeft(asked)) return asked
      const ran = await runPoints(
        points.map(({ chosen, of }, index) => ({ number: index + 1, chosen, of, out: join(folder, nameOf(index)) })),
        asked.right,
        async ({ number, chosen, out }, ended) => {
          swept.set(number - 1, { chosen, folder: out, ended })
          return write()
        },
      )
      if (!isLeft(ran)) return right(result())
      const stopped = options.signal?.aborted === true
      return stopped ? left([...ran.left, problem(goesOn(folder, swept.size, points.length))]) : ran
    } finally {
      await lock.right()
    }
  }

/** Stages that no process of its own would know. */
const aloneHere = (sweep: Sweep, { parallel = 1, modules = [] }: SweepOptions): Problems =>
  parallel === 1 || modules.length > 0
    ? []
    : ownStagesOf(sweep).map(each => problem(unknownElsewhere(each.definition.name), { stage: each.definition.name }))

/** How the points are computed; a sweep that goes on keeps the threads that it began with. */
const askedOf = async (
  folder: string,
  sweep: Sweep,
  options: SweepOptions,
): Promise<Either<Problems, SweepOptions & { readonly parallel: number }>> => {
  const { length } = sweepPoints(sweep)
  const parallel = Math.max(1, Math.min(options.parallel ?? 1, length))
  const threads =
    options.threads ?? (parallel === 1 ? undefined : Math.max(1, Math.floor(availableParallelism() / parallel)))
  const asked = { ...options, parallel, ...(threads === undefined ? {} : { threads }) }
  const kept = await keepExperiment(folder, sweep, asked, options.parallel)
  if (isLeft(kept)) return kept
  const began = kept.right.threads
  return right(options.threads !== undefined || began === undefined ? asked : { ...asked, threads: began })
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
 * Why: A process of its own knows the stages of siamese and those that it imports; a function cannot be handed to it.
 * Cure: Export the stage from a module and name that, or run the points one after the other.
 * Types: Whether points run at once is no part of a sweep's type.
 */
const unknownElsewhere = (stage: string): string =>
  `${stage} is not known to a process of its own: name the module that exports it with --with (modules), or leave --parallel out`

/**
 * Why: The sweep was asked to stop, and what finished is kept.
 * Cure: Go on with the sweep's folder.
 * Types: Nobody knows beforehand when a run is stopped.
 */
const goesOn = (folder: string, ended: number, of: number): string =>
  `the sweep stopped with ${ended} of ${of} points done: siamese resume ${folder} goes on`
