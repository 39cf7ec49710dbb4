import { mkdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Problems } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { writeAtomically } from './atomicWrite.js'
import { fileTrouble } from './fileTrouble.js'
import { sha256, sha256Of } from './hash.js'

/** Files up to this size are hashed each time: that is as fast as looking it up. */
const small = 2 ** 20

/**
 * SHA-256 of a file that was hashed before and has the size and times of then; else it is hashed, and remembered. For
 * looking only: what a run trains on is hashed anew.
 */
export const rememberedHash =
  (cacheRoot: string) =>
  (path: string): TaskEither<Problems, string> =>
  async () => {
    const state = await stateOf(path)
    if (isLeft(state)) return state
    if (state.right === undefined) return sha256(path)()
    const folder = join(cacheRoot, 'hashes')
    const kept = join(folder, sha256Of(resolve(path)))
    const text = await readFile(kept, 'utf8').catch(() => '')
    if (text.startsWith(`${state.right} `)) return right(text.slice(state.right.length + 1))
    const hash = await sha256(path)()
    if (isLeft(hash)) return hash
    // Not to remember it costs time and nothing else.
    await mkdir(folder, { recursive: true }).catch(() => undefined)
    await writeAtomically(kept, `${state.right} ${hash.right}`)().catch(() => undefined)
    return hash
  }

const stateOf = async (path: string) => {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(path)
    return right(size <= small ? undefined : [size, mtimeMs, ctimeMs, ino].join('-'))
  } catch (error) {
    return left([fileTrouble(error, path)])
  }
}
