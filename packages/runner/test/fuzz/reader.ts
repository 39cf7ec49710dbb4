import type { Problems } from '@siamese/core'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Files } from '../sources/modelFolders.js'

/** Files that are read without a problem. */
export interface Seed {
  readonly files: Files
  /** Which of them are changed, one at a time; all when not written. */
  readonly changed?: readonly string[]
}

/** Whatever reads files that nobody vouches for. It is given a folder, and gives what it read or the problems. */
export interface Reader {
  readonly name: string
  readonly seeds: () => readonly Seed[] | Promise<readonly Seed[]>
  readonly read: (folder: string) => Promise<Either<Problems, unknown>>
  /** How many inputs it gets in comparison to others; 1 when not written. */
  readonly share?: number
}
