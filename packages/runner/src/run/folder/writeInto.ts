import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problems } from '@siamese/core'
import { left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { writeAtomically } from '../../sources/atomicWrite.js'
import { fileTrouble } from '../../sources/fileTrouble.js'

/** Writes into a folder that is there: one that vanished is not made again. */
export const writeInto =
  (path: string, name: string, text: string): TaskEither<Problems, void> =>
  async () => {
    try {
      await access(path)
    } catch (error) {
      return left([fileTrouble(error, path)])
    }
    return writeAtomically(join(path, name), text)()
  }
