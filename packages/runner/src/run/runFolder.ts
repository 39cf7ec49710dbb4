import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { refusal } from '../asPromise.js'
import { canonical } from '../canonical.js'
import { fileTrouble } from '../sources/fileTrouble.js'
import { makeFolder } from '../sources/makeFolder.js'
import { type EstimateFile, estimateFile } from './estimate/estimateFile.js'
import { type Manifest, manifestFile } from './folder/manifest.js'
import { outcomeFile } from './folder/outcome.js'
import { versionedText } from './folder/versioned.js'
import { withoutSecrets } from './folder/withoutSecrets.js'
import { writeInto } from './folder/writeInto.js'
import { howItEnded, type RunState, stateFile } from './runState.js'

/** A run's own folder: `manifest.json` and `estimate.json` before it trains, `metrics.jsonl`, `log.jsonl` and `events.*` while it does, `model/` after it; `state.json` says how it ended. */
export interface RunFolder {
  readonly path: string
  /** With `pipeline.json`, its pipeline to the letter that its hash is of. */
  readonly manifest: (manifest: Manifest) => TaskEither<Problems, void>
  /** What the run is expected to take and, at the end, what it took. */
  readonly estimate: (estimate: EstimateFile) => TaskEither<Problems, void>
  readonly state: (state: RunState) => TaskEither<Problems, void>
  /** What came of it, once it finished. */
  readonly outcome: (outcome: object) => Promise<void>
}

/** A folder that was named must not be there; else the next free number after the pipeline's name: `runs/stsb-3`. */
export const openRunFolder =
  (name: string, runs: string, named?: string): TaskEither<Problems, RunFolder> =>
  async () => {
    const made = await claimFolder(name, runs, named)()
    if (made._tag === 'Left') return made
    return right(runFolderAt(made.right))
  }

/** The folder of a run that is there. */
export const runFolderAt = (path: string): RunFolder => ({
  path,
  manifest: manifest =>
    pipe(
      writeInto(path, 'pipeline.json', canonical(manifest.pipeline)),
      chain(() => writeInto(path, manifestFile.name, versionedText(manifestFile, manifest))),
    ),
  estimate: estimate => writeInto(path, estimateFile.name, versionedText(estimateFile, estimate)),
  state: state => writeInto(path, stateFile.name, withoutSecrets(versionedText(stateFile, state))),
  outcome: async outcome => {
    const written = await writeInto(path, outcomeFile.name, versionedText(outcomeFile, outcome))()
    if (isLeft(written)) throw refusal(written.left)
  },
})

/** A folder of one's own, empty: the one that was named, or the next free number. */
export const claimFolder =
  (name: string, runs: string, named?: string): TaskEither<Problems, string> =>
  () =>
    named === undefined ? nextFree(runs, name) : exactly(named)

const exactly = async (path: string): Promise<Either<Problems, string>> => {
  try {
    const there = await readdir(path).catch(error => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    })
    if (there !== undefined && there.length > 0) {
      const ended = await howItEnded(path)
      const run = ended === undefined ? '' : ` (${ended})`
      return left([problem(`${path} exists and is not empty${run}: name another folder with --out, or remove it`)])
    }
    await makeFolder(path)
    return right(path)
  } catch (error) {
    return left([fileTrouble(error, path)])
  }
}

const nextFree = async (runs: string, name: string): Promise<Either<Problems, string>> => {
  try {
    await makeFolder(runs)
    const taken = (await readdir(runs)).flatMap(entry => {
      const found = /^(.*)-(\d+)$/.exec(entry)
      return found !== null && found[1] === name ? [Number(found[2])] : []
    })
    const first = Math.max(0, ...taken) + 1
    // Another process may take a number in between; mkdir decides who has it.
    for (let number = first; ; number++) {
      const path = join(runs, `${name}-${number}`)
      try {
        await mkdir(path)
        return right(path)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    }
  } catch (error) {
    return left([fileTrouble(error, runs)])
  }
}
