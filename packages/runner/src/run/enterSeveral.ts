import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { readVersioned, type Versioned } from './folder/versioned.js'
import { claimFolder } from './runFolder.js'

/** What a folder of several runs says that they are. */
export interface Several<A> {
  readonly file: Versioned<A>
  /** Of the pipelines of each. */
  readonly hashes: (read: A) => readonly string[]
  /** Why a folder is not of these, where one, counted from 1, is another. */
  readonly another: (folder: string, number: number) => string
}

/** The folder of several runs: a new one, or the one that is named and is of the same pipelines, which goes on. */
export const enterSeveral =
  <A>(
    { file, hashes, another }: Several<A>,
    now: readonly string[],
    name: string,
    runs: string,
    named?: string,
  ): TaskEither<Problems, string> =>
  async () => {
    if (named === undefined || !existsSync(join(named, file.name))) return claimFolder(name, runs, named)()
    const read = await readVersioned(file, named)()
    if (isLeft(read)) return read
    const then = hashes(read.right)
    const other = now.findIndex((hash, index) => then[index] !== hash)
    if (other === -1 && then.length === now.length) return right(named)
    return left([problem(another(named, (other === -1 ? now.length : other) + 1))])
  }
