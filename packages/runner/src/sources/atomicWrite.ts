import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type FileHandle, lstat, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { fileTrouble, systemCode } from './fileTrouble.js'
import { makeFolder } from './makeFolder.js'

export type Bytes = string | Uint8Array
export type Chunks = Bytes | Iterable<Bytes>

/** Writes a file whole or not at all: beside its place, to the disk, then renamed. An older file is replaced. */
export const writeAtomically =
  (path: string, chunks: Chunks): TaskEither<Problems, void> =>
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

/** Told each chunk while it is written; the next one waits for it. */
export type Seen = (chunk: Bytes) => void | Promise<void>
/** Writes into the folder that is being filled; the path is relative to it. */
export type WriteFile = (path: string, chunks: Chunks, seen?: Seen) => Promise<void>

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
    const filled = await fillFolder(target, write)
    if (isLeft(filled)) return filled
    const settled = await filled.right.settle()
    return isLeft(settled) ? settled : right(filled.right.value)
  }

/** A folder that is filled, and not yet in its place. */
export interface Filled<A> {
  readonly value: A
  /** Writes it to the disk and puts it into its place. */
  readonly settle: TaskEither<Problems, void>
}
/** The first half: to be settled by whoever asks, who may do something else meanwhile. */
export const fillFolder = async <A>(
  target: string,
  write: (file: WriteFile, folder: string) => Promise<Either<Problems, A>>,
): Promise<Either<Problems, Filled<A>>> => {
  const beside = nameBeside(target)
  const files: FileHandle[] = []
  const leave = async () => {
    await Promise.all(files.map(file => file.close().catch(() => undefined)))
    await remove(beside)
  }
  try {
    if (await exists(target)) return left([alreadyThere(target)])
    await makeFolder(beside)
    const written = await write(async (path, chunks, seen) => {
      await makeFolder(dirname(join(beside, path)))
      const file = await open(join(beside, path), 'wx')
      files.push(file)
      await writeChunks(file, chunks, seen)
    }, beside)
    if (isLeft(written)) {
      await leave()
      return written
    }
    const settle: TaskEither<Problems, void> = async () => {
      try {
        for (const file of files) await file.sync()
        await syncFolder(beside)
        if (await exists(target)) return left([alreadyThere(target)])
        await rename(beside, target)
        await syncFolder(dirname(target))
        return right(undefined)
      } catch (error) {
        return left([fileTrouble(error, target)])
      } finally {
        await leave()
      }
    }
    return right({ value: written.right, settle })
  } catch (error) {
    await leave()
    return left([fileTrouble(error, target)])
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

/** Removes a folder, which is there whole or not at all at every moment. */
export const removeFolder = async (path: string): Promise<void> => {
  const beside = nameBeside(path)
  try {
    await rename(path, beside)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
  await remove(beside)
}

/** Removes what a process that was killed has left beside what it wrote in a folder. */
export const removeLeftovers = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (/^\..+\.part$/.test(name)) await remove(join(folder, name))
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

const writeSynced = async (path: string, chunks: Chunks): Promise<void> => {
  const file = await open(path, 'wx')
  try {
    await writeChunks(file, chunks)
    await file.sync()
  } finally {
    await file.close()
  }
}

const writeChunks = async (file: FileHandle, chunks: Chunks, seen?: Seen): Promise<void> => {
  for (const chunk of typeof chunks === 'string' || chunks instanceof Uint8Array ? [chunks] : chunks) {
    await Promise.all([writeWhole(file, chunk), seen?.(chunk)])
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
