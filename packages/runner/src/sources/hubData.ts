import { type Problems, problem } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DataListing } from './dataListing.js'
import { isDataFile } from './dataRecords.js'
import type { Fetching } from './fetching.js'
import { type HubAccess, hubAccess, parseHub } from './hubAccess.js'
import { fetchHubFile } from './hubFile.js'
import { listHub } from './hubListing.js'

export interface HubContext {
  readonly cacheRoot: string
  /** How the hub is reached; as the environment says, unless it is given. */
  readonly hub?: HubAccess
  readonly progress?: Fetching | undefined
}

/** The data files of `hub:owner/name@revision`. What is pinned to a commit and was fetched once needs no network. */
export const hubData =
  (source: string, { cacheRoot, hub: access = hubAccess(), progress }: HubContext): TaskEither<Problems, DataListing> =>
  async () => {
    const repo = parseHub('dataset', source)
    if (isLeft(repo)) return repo
    const listing = await listHub(repo.right, access, cacheRoot)()
    if (isLeft(listing)) return listing
    const { commit, files } = listing.right
    return right({
      source: `hub:${repo.right.name}@${commit}`,
      paths: files.map(({ path }) => path).filter(isDataFile),
      open: path => async () => {
        const file = files.find(each => each.path === path)
        if (file === undefined) return left([problem(`${source} has no ${path}; add the data again`)])
        let done = 0
        const received = (bytes: number): void => {
          done += bytes
          progress?.(done, file.size, path)
        }
        const fetched = await fetchHubFile(repo.right, commit, file, access, received)()
        return isLeft(fetched) ? fetched : right({ path: fetched.right, name: path })
      },
    })
  }
