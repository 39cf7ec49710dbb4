import type { Problems } from '@siamese/core'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { enterSeveral } from '../enterSeveral.js'
import { sweepFile } from './sweepFile.js'

/** The folder of a sweep: a new one, or the one that is named and has the same points, which goes on. */
export const enterSweep = (
  hashes: readonly string[],
  name: string,
  runs: string,
  named?: string,
): TaskEither<Problems, string> =>
  enterSeveral(
    { file: sweepFile, hashes: ({ points }) => points.map(({ pipeline }) => pipeline), another: anotherSweep },
    hashes,
    name,
    runs,
    named,
  )

/**
 * Why: A sweep goes on where every point is what it was; results of other points would stand among them.
 * Cure: Name a folder of its own for the changed sweep.
 * Types: Folders are looked at when a sweep begins.
 */
const anotherSweep = (folder: string, point: number): string =>
  `${folder} is of another sweep (point ${point} is not the same there): name another folder with --out`
