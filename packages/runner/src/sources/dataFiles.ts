import { join, resolve } from 'node:path'
import { type DataFile, type Problem, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { SourceFile } from './dataRecords.js'
import { sha256 } from './hash.js'
import { hubAccess, isCommit, isHub, parseHub } from './hubAccess.js'
import type { HubContext } from './hubData.js'
import { isThere } from './isThere.js'

/** What reading data needs to know of its surroundings. */
export interface DataContext extends HubContext {
  /** The folder of the file that names the data; relative sources start there. */
  readonly base: string
  /** Bytes of rows to hold in memory before they go to a temporary file. */
  readonly memory?: number
  /** Hashes a file; anew, unless it is given. */
  readonly hash?: (path: string) => TaskEither<Problems, string>
}

/** Finds a file of a data set: where it was added from, else in the cache. One whose content was recorded must still have it. */
export const locate = async (
  data: string,
  source: string,
  file: DataFile,
  context: DataContext,
): Promise<Either<Problem, SourceFile>> => {
  const found = isHub(source) ? await onHub(source, file.path, context) : await locally(data, source, file, context)
  if (isLeft(found) || file.sha256 === undefined) return found
  const hash = await (context.hash ?? sha256)(found.right.path)()
  if (isLeft(hash)) return left(hash.left[0]!)
  if (hash.right === file.sha256) return found
  return left(
    problem(
      `${file.path} of ${data} has changed: its sha256 begins with ${hash.right.slice(0, 8)}, the lock has ${file.sha256.slice(0, 8)}; run siamese add data ${source} --as ${data} again, or put the old file back`,
    ),
  )
}

/** Where a file of a source lies on this machine, whether it is there or not; nothing when it would have to be fetched. */
export const fileHere = async (source: string, path: string, context: DataContext): Promise<string | undefined> => {
  if (!isHub(source)) return resolve(context.base, source, path)
  const repo = parseHub('dataset', source)
  if (isLeft(repo) || !isCommit(repo.right.revision)) return undefined
  const { snapshotFolder } = await import('./hubListing.js')
  const file = join(snapshotFolder(repo.right, repo.right.revision, context.hub ?? hubAccess()), path)
  return (await isThere(file)) ? file : undefined
}

/** Where the content of a file that was added is kept, so that its folder may move. */
export const cachedData = (cacheRoot: string, hash: string): string => join(cacheRoot, 'data', hash)

const onHub = async (source: string, path: string, context: DataContext): Promise<Either<Problem, SourceFile>> => {
  const { hubData } = await import('./hubData.js')
  const listed = await hubData(source, context)()
  const fetched = isLeft(listed) ? listed : await listed.right.open(path)()
  return isLeft(fetched) ? left(fetched.left[0]!) : fetched
}

const locally = async (
  data: string,
  source: string,
  file: DataFile,
  context: DataContext,
): Promise<Either<Problem, SourceFile>> => {
  const added = resolve(context.base, source, file.path)
  if (await isThere(added)) return right({ path: added, name: file.path })
  if (file.sha256 !== undefined) {
    const kept = cachedData(context.cacheRoot, file.sha256)
    if (await isThere(kept)) return right({ path: kept, name: file.path })
  }
  const looked = file.sha256 === undefined ? `${source} has none` : `neither ${source} nor the cache has it`
  const cure =
    file.sha256 === undefined
      ? 'check the path'
      : `put it back, or run siamese add data SOURCE --as ${data} where it is now`
  return left(problem(`${file.path} of ${data} is missing: ${looked}; ${cure}`))
}
