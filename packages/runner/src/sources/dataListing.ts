import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { type Problem, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { isDataFile, type SourceFile } from './dataRecords.js'
import { fileTrouble } from './fileTrouble.js'
import { isHub, listHubData } from './hubData.js'

/** Where a source is looked for, and where what is written of it starts. */
export interface DataSurroundings {
  /** The folder that a relative source starts from. */
  readonly from: string
  /** The folder of the lock: what is written there is relative to it. */
  readonly lockFolder: string
  readonly cacheRoot: string
}

/** The data files of a source. */
export interface DataListing {
  /** The source as a lock names it: a folder relative to the lock, or the hub with the commit that was found. */
  readonly source: string
  readonly paths: readonly string[]
  readonly open: (path: string) => Promise<Either<Problem, SourceFile>>
}

/** The data files of a file, a folder with the folders in it, or `hub:owner/name@revision`. */
export const listData = async (
  source: string,
  surroundings: DataSurroundings,
): Promise<Either<Problem, DataListing>> => {
  if (isHub(source)) return listHubData(source)
  const there = resolve(surroundings.from, source)
  try {
    const isFolder = (await stat(there)).isDirectory()
    const folder = isFolder ? there : dirname(there)
    const written = relative(surroundings.lockFolder, folder).split(sep).join('/') || '.'
    if (isAbsolute(written))
      return left(problem(`${source} lies on another drive than the lock; copy it beside the lock`))
    return right({
      source: written,
      paths: isFolder ? (await walk(folder, '')).filter(isDataFile) : [basename(there)],
      open: async path => right({ path: join(folder, path), name: path }),
    })
  } catch (error) {
    return left(fileTrouble(error, source))
  }
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
