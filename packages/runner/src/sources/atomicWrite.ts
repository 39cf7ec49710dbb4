import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { fileTrouble, systemCode } from './fileTrouble.js'

export type Bytes = string | Uint8Array

/** Writes a file whole or not at all: beside its place, to the disk, then renamed. An older file is replaced. */
export const writeAtomically =
  (path: string, chunks: Bytes | Iterable<Bytes>): TaskEither<Problems, void> =>
  async () => {
    const beside = nameBeside(path)
    try {
      await makeFolder(dirname(path))
      await writeSynced(beside, chunks)
      await rename(beside, path)
      filling.delete(beside)
      await syncFolder(dirname(path))
      return right(undefined)
    } catch (error) {
      await remove(beside)
      return left([fileTrouble(error, path)])
    }
  }

/** Writes into the folder that is being filled; the path is relative to it. */
export type WriteFile = (path: string, chunks: Bytes | Iterable<Bytes>) => Promise<void>

/**
 * Fills a folder beside its place and then renames it, so that the folder is there whole or not at all.
 * `write` may say that it failed; a folder or file that exists already is never touched.
 */
export const writeFolderAtomically =
  <A>(
    target: string,
    write: (file: WriteFile, folder: string) => Promise<Either<Problems, A>>,
  ): TaskEither<Problems, A> =>
  async () => {
    const beside = nameBeside(target)
    try {
      if (await exists(target)) return left([alreadyThere(target)])
      await makeFolder(beside)
      const written = await write(async (path, chunks) => {
        await makeFolder(dirname(join(beside, path)))
        await writeSynced(join(beside, path), chunks)
      }, beside)
      if (isLeft(written)) return written
      await syncFolder(beside)
      if (await exists(target)) return left([alreadyThere(target)])
      await rename(beside, target)
      await syncFolder(dirname(target))
      return written
    } catch (error) {
      return left([fileTrouble(error, target)])
    } finally {
      await remove(beside)
    }
  }

const alreadyThere = (target: string) => problem(`${target} exists already: choose another name, or remove it.`)

/** Where a file or folder is filled before it is renamed into its place. */
export const nameBeside = (path: string): string => {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
  filling.add(beside)
  return beside
}

/** A process that is told to end at once leaves nothing half written. */
const filling = new Set<string>()
process.on('exit', () => {
  for (const beside of filling) rmSync(beside, { recursive: true, force: true })
})

/** mkdir says "exists" when a file stands in the way. */
const makeFolder = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true }).catch(error => {
    throw systemCode(error) === 'EEXIST' ? Object.assign(error, { code: 'ENOTDIR' }) : error
  })
}

/** A remainder that cannot be removed must not hide the trouble that came first. */
export const remove = async (path: string): Promise<void> => {
  await rm(path, { recursive: true, force: true }).catch(() => undefined)
  filling.delete(path)
}

const exists = async (path: string): Promise<boolean> => {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false
    throw error
  }
}

/** The system may write a part only, as on a disk that fills up; the next write says why. */
export const writeWhole = async (file: FileHandle, chunk: Bytes, position?: number): Promise<void> => {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  for (let at = 0; at < bytes.byteLength; ) {
    const there = position === undefined ? null : position + at
    at += (await file.write(bytes, at, bytes.byteLength - at, there)).bytesWritten
  }
}

const writeSynced = async (path: string, chunks: Bytes | Iterable<Bytes>): Promise<void> => {
  const file = await open(path, 'wx')
  try {
    for (const chunk of typeof chunks === 'string' || chunks instanceof Uint8Array ? [chunks] : chunks) {
      await writeWhole(file, chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes the new name itself last; Windows cannot open folders, and keeps names safe on its own. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
