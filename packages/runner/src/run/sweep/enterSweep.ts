import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { readVersioned } from '../folder/versioned.js'
import { claimFolder } from '../runFolder.js'
import { sweepFile } from './sweepFile.js'

/** The folder of a sweep: a new one, or the one that is named and has the same points, which goes on. */
export const enterSweep =
  (hashes: readonly string[], name: string, runs: string, named?: string): TaskEither<Problems, string> =>
  async () => {
    if (named === undefined || !existsSync(join(named, sweepFile.name))) return claimFolder(name, runs, named)()
    const there = await readVersioned(sweepFile, named)()
    if (isLeft(there)) return there
    const { points } = there.right
    const other = hashes.findIndex((hash, index) => points[index]?.pipeline !== hash)
    if (other === -1 && points.length === hashes.length) return right(named)
    return left([problem(anotherSweep(named, (other === -1 ? hashes.length : other) + 1))])
  }

/**
 * Why: A sweep goes on where every point is what it was; results of other points would stand among them.
 * Cure: Name a folder of its own for the changed sweep.
 * Types: Folders are looked at when a sweep begins.
 */
const anotherSweep = (folder: string, point: number): string =>
  `${folder} is of another sweep (point ${point} is not the same there): name another folder with --out`
