import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { cachedData } from './dataFiles.js'
import { fileTrouble } from './fileTrouble.js'
import { isThere } from './isThere.js'

/** Copies a file that was added into the cache under the hash of its content, so that moving its folder does not break a run. */
export const keepData = async (cacheRoot: string, path: string, hash: string): Promise<Either<Problem, void>> => {
  const kept = cachedData(cacheRoot, hash)
  const beside = `${kept}.${randomUUID()}.part`
  try {
    if (await isThere(kept)) return right(undefined)
    await mkdir(dirname(kept), { recursive: true })
    await copyFile(path, beside)
    await rename(beside, kept)
    return right(undefined)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    return left(fileTrouble(error, kept))
  }
}
