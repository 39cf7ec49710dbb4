import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fromJson, type Problems } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Defined } from '../../encode/stages.js'
import { vocabulary } from '../../vocabulary.js'
import { askedFor } from '../askedFor.js'
import { type Manifest, manifestFile } from '../folder/manifest.js'
import { readMetrics } from '../folder/metricsFile.js'
import { readManifest } from '../folder/readManifest.js'
import { readVersionedAs } from '../folder/versioned.js'
import { type RunOptions, run } from '../run.js'
import type { RunResult } from '../runResult.js'
import { readRunState } from '../runState.js'
import { changesBetween } from './changes.js'
import { compareRuns, type Verdict } from './compareRuns.js'

export interface ReproduceOptions extends Omit<RunOptions, 'profile'> {
  /** Stages of the pipeline that are not siamese's own. */
  readonly stages?: readonly Defined[]
  /** Differences up to here, absolute or in proportion, are no difference; 1e-3 when not written. */
  readonly tolerance?: number
}

/** A run that was run again. */
export interface Reproduction {
  /** The manifest's folder, and that of the second run. */
  readonly first: string
  readonly second: string
  readonly verdict: Verdict
  /** What is otherwise than it was, of all that numbers depend on. */
  readonly changed: readonly string[]
  /** What of the first run's metrics cannot be read. */
  readonly unread: readonly string[]
  readonly result: RunResult
}

const isFileAt = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isFile(),
    () => false,
  )

/** Runs again what a run's folder, or a manifest alone, describes, and says how the two stand beside each other. */
export const reproduce =
  (path: string, options: ReproduceOptions = {}): TaskEither<Problems, Reproduction> =>
  async () => {
    const isFile = typeof path === 'string' && (await isFileAt(path))
    const first = isFile ? dirname(resolve(path)) : path
    const read = await (isFile ? readVersionedAs(manifestFile, first, basename(path)) : readManifest(path))()
    if (isLeft(read)) return read
    const manifest = read.right
    const { stages = [], tolerance = 1e-3, ...given } = options
    const pipeline = fromJson([...vocabulary, ...stages], manifest.pipeline)
    if (isLeft(pipeline)) return left(pipeline.left.map(each => ({ place: path, ...each })))
    let changed: readonly string[] = []
    const ran = await run(pipeline.right, {
      name: `${basename(resolve(first))}-again`,
      base: await baseOf(first, manifest),
      ...askedFor(manifest),
      ...given,
      stages,
      report: async event => {
        if (event.event === 'started') {
          const second = await readManifest(event.folder)()
          changed = isLeft(second) ? [] : changesBetween(manifest, second.right)
        }
        await given.report?.(event)
        if (event.event === 'started')
          for (const sentence of changed) await given.report?.({ event: 'warning', sentence: `changed: ${sentence}` })
      },
    })()
    if (isLeft(ran)) return ran
    const second = ran.right.folder
    const { said: unread } = await readMetrics(first)
    const verdict = await compareRuns(first, second, tolerance)
    return right({ first, second, verdict, changed, unread, result: ran.right })
  }

/** Where relative paths start: told from the run's folder; of a manifest that lies elsewhere, from the current one. */
const baseOf = async (first: string, { base }: Manifest): Promise<string> => {
  if (base === undefined) return process.cwd()
  const isRun = (await readRunState(first)) !== undefined
  return isRun ? join(resolve(first), base.fromRun) : resolve(base.fromCommand)
}
