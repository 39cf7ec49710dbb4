import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { left, right } from 'fp-ts/lib/Either.js'
import { of, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { isDataFile, type SourceFile } from './dataRecords.js'
import { fileTrouble } from './fileTrouble.js'
import { isHub } from './hubAccess.js'
import { type HubContext, hubData } from './hubData.js'

/** Where a source is looked for, and where what is written of it starts. */
export interface DataSurroundings extends HubContext {
  /** The folder that a relative source starts from. */
  readonly from: string
  /** The folder of the lock: what is written there is relative to it. */
  readonly lockFolder: string
  /** Told how many rows of a file were read so far. */
  readonly reading?: (file: string, rows: number) => void
}

/** The data files of a source. */
export interface DataListing {
  /** The source as a lock names it: a folder relative to the lock, or the hub with the commit that was found. */
  readonly source: string
  readonly paths: readonly string[]
  /** The file on this machine, fetched unless it is here already. */
  readonly open: (path: string) => TaskEither<Problems, SourceFile>
}

/** The data files of a file, a folder with the folders in it, or `hub:owner/name@revision`. */
export const listData =
  (source: string, surroundings: DataSurroundings): TaskEither<Problems, DataListing> =>
  async () => {
    if (isHub(source)) return hubData(source, surroundings)()
    if (/^[a-z]{2,}:/i.test(source))
      return left([problem(`${source} is no source of data: write a file, a folder or hub:owner/name@revision`)])
    const there = resolve(surroundings.from, source)
    try {
      const isFolder = (await stat(there)).isDirectory()
      const folder = isFolder ? there : dirname(there)
      const written = relative(surroundings.lockFolder, folder)
      if (isAbsolute(written))
        return left([problem(`${source} lies on another drive than the lock; copy it beside the lock`)])
      return right({
        source: slashed(written),
        paths: isFolder ? (await walk(folder, '')).filter(isDataFile) : [basename(there)],
        open: path => of({ path: join(folder, path), name: path }),
      })
    } catch (error) {
      return left([fileTrouble(error, source)])
    }
  }

/** With slashes on every system, and recognizable as a path. */
const slashed = (path: string): string => {
  const parts = path.split(sep).join('/')
  return parts === '' ? '.' : parts.startsWith('..') ? parts : `./${parts}`
}

const walk = async (folder: string, inside: string): Promise<readonly string[]> => {
  const entries = await readdir(join(folder, inside), { withFileTypes: true })
  const found = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .map(async entry => {
        const path = inside === '' ? entry.name : `${inside}/${entry.name}`
        return entry.isDirectory() ? walk(folder, path) : [path]
      }),
  )
  return found.flat().sort()
}
