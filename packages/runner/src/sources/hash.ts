import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Problems } from '@siamese/core'
import { left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { fileTrouble } from './fileTrouble.js'
import { pipeTrouble } from './pipeTrouble.js'

/** SHA-256 of a file in hexadecimal, read as a stream. */
export const sha256 =
  (path: string): TaskEither<Problems, string> =>
  async () => {
    const pipe = await pipeTrouble(path)
    if (pipe !== undefined) return left([pipe])
    const hash = createHash('sha256')
    try {
      await pipeline(createReadStream(path), hash)
    } catch (error) {
      return left([fileTrouble(error, path)])
    }
    return right(hash.digest('hex'))
  }

/** SHA-256 of a text or of bytes, in hexadecimal. */
export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
