import { readdir } from 'node:fs/promises'
import { brief, type Problems, problem } from '@siamese/core'
import { left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { fileTrouble } from '../../sources/fileTrouble.js'
import { sequenceFile } from '../sequenceFile.js'
import { sweepFile } from '../sweep/sweepFile.js'
import { type Manifest, manifestFile } from './manifest.js'
import { readVersioned } from './versioned.js'

/** The manifest of a run's folder; of another folder, what it is instead. */
export const readManifest =
  (folder: string): TaskEither<Problems, Manifest> =>
  async () => {
    if (typeof folder !== 'string') return left([problem(noPath(folder))])
    try {
      const names = await readdir(folder)
      if (names.includes(manifestFile.name)) return readVersioned(manifestFile, folder)()
      const several = names.includes(sweepFile.name)
        ? 'sweep'
        : names.includes(sequenceFile.name)
          ? 'sequence'
          : undefined
      return left([problem(several === undefined ? noRun(folder) : severalRuns(folder, several))])
    } catch (error) {
      return left([fileTrouble(error, folder)])
    }
  }

const noPath = (folder: unknown): string => `a run is named by its folder; ${brief(folder)} is no path`

/**
 * Why: A run is known by its manifest, which is written before the first step.
 * Cure: Name the folder that the run printed; siamese runs lists all.
 * Types: Folders are looked at when they are opened.
 */
const noRun = (folder: string): string =>
  `${folder} is no folder of a run: it has no ${manifestFile.name}; siamese runs lists the runs`

/**
 * Why: A sweep and a sequence are several runs, each in a folder of its own.
 * Cure: Name one of them, or give the same file again to go on with all.
 * Types: Folders are looked at when they are opened.
 */
const severalRuns = (folder: string, what: 'sweep' | 'sequence'): string =>
  `${folder} is the folder of a ${what}: name one of the runs in it, or go on with all by ` +
  `siamese ${what === 'sweep' ? 'sweep' : 'run'} FILE --out ${folder}`
