import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problems } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { fileTrouble } from '../../sources/fileTrouble.js'
import { checkpointsOf } from '../checkpoint/checkpointFolders.js'
import { listRuns } from './listRuns.js'

/** What may go without a run losing anything that it is read, repeated or compared by. */
export interface Cleanable {
  readonly path: string
  readonly bytes: number
  readonly why: 'checkpoints of a run that finished' | 'half written by a process that is gone'
}

/** Checkpoints of finished runs, and what a killed process left half written. Of a run that goes on nothing is taken. */
export const cleanable =
  (runs = 'runs'): TaskEither<Problems, readonly Cleanable[]> =>
  async () => {
    const listed = await listRuns(runs)()
    if (isLeft(listed)) return listed
    try {
      const found: Omit<Cleanable, 'bytes'>[] = []
      for (const { folder, state } of listed.right) {
        if (state === 'running') continue
        const kept = checkpointsOf(folder)
        if (state === 'finished' && (await isFolder(kept)))
          found.push({ path: kept, why: 'checkpoints of a run that finished' })
        for (const within of state === 'finished' ? [folder] : [folder, kept])
          for (const path of await halfWritten(within))
            found.push({ path, why: 'half written by a process that is gone' })
      }
      return right(await Promise.all(found.map(async each => ({ ...each, bytes: await bytesOf(each.path) }))))
    } catch (error) {
      return left([fileTrouble(error, runs)])
    }
  }

/** Removes what may go, and tells what that was. */
export const clean =
  (runs = 'runs'): TaskEither<Problems, readonly Cleanable[]> =>
  async () => {
    const found = await cleanable(runs)()
    if (isLeft(found)) return found
    for (const { path } of found.right)
      try {
        await rm(path, { recursive: true, force: true })
      } catch (error) {
        return left([fileTrouble(error, path)])
      }
    return found
  }

/** Names as `nameBeside` gives them. */
const halfWritten = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter(name => /^\..+\.part$/.test(name)).map(name => join(folder, name))

const isFolder = (path: string): Promise<boolean> =>
  lstat(path).then(
    found => found.isDirectory(),
    () => false,
  )

/** Links count for nothing: what they lead to stays. */
const bytesOf = async (path: string): Promise<number> => {
  const found = await lstat(path)
  if (!found.isDirectory()) return found.isFile() ? found.size : 0
  const inside = await Promise.all((await readdir(path)).map(name => bytesOf(join(path, name))))
  return inside.reduce((sum, bytes) => sum + bytes, 0)
}
