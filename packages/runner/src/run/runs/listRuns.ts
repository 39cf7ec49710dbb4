import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problems } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { fileTrouble } from '../../sources/fileTrouble.js'
import type { Best } from '../../train/best.js'
import { type Manifest, manifestFile } from '../folder/manifest.js'
import { lastStep, readMetrics } from '../folder/metricsFile.js'
import { unreadable } from '../folder/unreadable.js'
import { readVersioned } from '../folder/versioned.js'
import { isProcessThere, type RunState, readRunState, stateFile } from '../runState.js'
import { bestMetric } from './bestMetric.js'

/** A run of a folder of runs. */
export interface ListedRun {
  readonly folder: string
  /** `killed` where it says that it runs and its process is gone; `unknown` where `state.json` cannot be read. */
  readonly state: 'running' | 'finished' | 'stopped' | 'killed' | 'unknown'
  /** Why it stopped. */
  readonly why?: readonly string[]
  /** When its manifest was written, in ISO 8601. */
  readonly began?: string
  /** The first digits of the pipeline's hash: runs of one pipeline have the same. */
  readonly pipeline?: string
  readonly engine?: string
  readonly steps: number
  /** Left out where nothing was evaluated. */
  readonly best?: Best
  /** What of its files cannot be read, and why; left out where there is nothing to say. */
  readonly unread?: readonly string[]
}

/** Every run below a folder, also those of sequences and sweeps, by the time when they began. */
export const listRuns =
  (runs = 'runs'): TaskEither<Problems, readonly ListedRun[]> =>
  async () => {
    try {
      const listed = await Promise.all((await runFolders(runs)).map(summaryOf))
      return right(listed.sort((a, b) => ((a.began ?? '') < (b.began ?? '') ? -1 : 1)))
    } catch (error) {
      return left([fileTrouble(error, runs)])
    }
  }

/** Folders of runs, at most three folders deep: those with a state, or with the names of a state and a manifest where that is damaged. */
export const runFolders = async (folder: string, depth = 3): Promise<readonly string[]> => {
  if ((await readRunState(folder)) !== undefined) return [folder]
  const inside = await readdir(folder, { withFileTypes: true })
  if ([stateFile, manifestFile].every(({ name }) => inside.some(entry => entry.name === name))) return [folder]
  if (depth === 0) return []
  const found = await Promise.all(
    inside
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(entry => runFolders(join(folder, entry.name), depth - 1).catch(() => [])),
  )
  return found.flat().sort()
}

const summaryOf = async (folder: string): Promise<ListedRun> => {
  const told = await readRunState(folder)
  const state = told === undefined ? ({ state: 'unknown' } as const) : stateOf(told)
  const read = await readVersioned(manifestFile, folder)()
  const manifest = isLeft(read) ? undefined : read.right
  const { lines, said } = await readMetrics(folder)
  // The last line of a run that goes on may be half written.
  const ofLines = state.state === 'running' ? [] : said
  const unread = await unreadable([readVersioned(stateFile, folder), async () => read], ofLines)
  const best = bestMetric(lines, manifest && chosenBy(manifest))
  return {
    folder,
    ...state,
    ...(manifest === undefined
      ? {}
      : {
          began: (await stat(join(folder, manifestFile.name))).mtime.toISOString(),
          pipeline: manifest.hashes.pipeline.slice(0, 8),
          engine: manifest.engine.name,
        }),
    steps: lastStep(lines),
    ...(best === undefined ? {} : { best }),
    ...(unread.length === 0 ? {} : { unread }),
  }
}

const stateOf = (state: RunState): Pick<ListedRun, 'state' | 'why'> => {
  if (state.state === 'stopped') return { state: 'stopped', why: state.why }
  if (state.state === 'finished') return { state: 'finished' }
  return { state: isProcessThere(state.process) ? 'running' : 'killed' }
}

/** The metric that the pipeline chooses the best weights by. */
const chosenBy = ({ pipeline: { stages } }: Manifest): string | undefined => {
  const train = stages.find(({ stage }) => stage === 'train')
  return train !== undefined && 'best' in train && typeof train.best === 'string' ? train.best : undefined
}
