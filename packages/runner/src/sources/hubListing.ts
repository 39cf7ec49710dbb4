import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { datasetInfo, listFiles, modelInfo } from '@huggingface/hub'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { writeAtomically } from './atomicWrite.js'
import { type HubAccess, type HubRepo, isCommit, repoFolder, showHub } from './hubAccess.js'
import { hubTrouble } from './hubTrouble.js'
import { insideFolder } from './modelFiles/insideFolder.js'
import { count, decodeJson, object, words } from './modelFiles/readJson.js'

const HubFile = t.intersection([
  t.type({ path: words, size: count }),
  /** Of a large file its SHA-256; of a small one the hash that git gives it. Unknown of files found in the cache. */
  t.partial({ sha256: words, git: words }),
])
export type HubFile = Readonly<t.TypeOf<typeof HubFile>>

/** All files of a repository at one commit. */
const HubListing = t.type({ commit: words, files: t.readonlyArray(HubFile) })
export type HubListing = Readonly<t.TypeOf<typeof HubListing>>

/**
 * What a repository holds. A commit never changes, so its listing is asked for once and kept under `cacheRoot`: a model
 * that is pinned to a commit and fetched needs no network. Offline, what the cache has counts as the whole.
 */
export const listHub =
  (repo: HubRepo, access: HubAccess, cacheRoot: string): TaskEither<Problems, HubListing> =>
  async () => {
    const kept = await readKept(repo, cacheRoot)
    if (kept) return right(kept)
    if (access.offline) return listCached(repo, access)
    try {
      const listing = await ask(repo, access)
      if (isLeft(listing)) return listing
      const saved = await writeAtomically(
        keptPath(repo, listing.right.commit, cacheRoot),
        JSON.stringify(listing.right),
      )()
      return isLeft(saved) ? saved : listing
    } catch (error) {
      return left([hubTrouble(error, repo, access)])
    }
  }

/** Where the hub's tools keep the files of a commit. */
export const snapshotFolder = (repo: HubRepo, commit: string, access: HubAccess): string =>
  join(repoFolder(repo, access), 'snapshots', commit)

const keptPath = ({ type, name }: HubRepo, commit: string, cacheRoot: string): string =>
  join(cacheRoot, 'hub', [`${type}s`, ...name.split('/')].join('--'), `${commit}.json`)

const readKept = async (repo: HubRepo, cacheRoot: string): Promise<HubListing | undefined> => {
  if (!isCommit(repo.revision)) return undefined
  const path = keptPath(repo, repo.revision, cacheRoot)
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const listing = text === undefined ? undefined : decodeJson(HubListing, text, path)
  return listing && !isLeft(listing) ? listing.right : undefined
}

const ask = async (repo: HubRepo, access: HubAccess): Promise<Either<Problems, HubListing>> => {
  const { type, name, revision } = repo
  const { sha } = await infoOf[type]({ ...credentials(access), name, revision, additionalFields: ['sha'] })
  if (!isCommit(sha)) throw new Error('Invalid commit')
  const files: HubFile[] = []
  const listed = listFiles({
    ...credentials(access),
    repo: { type, name },
    revision: sha,
    recursive: true,
  })
  for await (const entry of asTheHub(listed)) {
    if (!object.is(entry)) throw new Error('Invalid entry')
    if (entry.type !== 'file') continue
    const { path, size, lfs, oid } = entry
    const file = HubFile.decode({ path, size, ...(lfs ? { sha256: lfs.oid } : oid ? { git: oid } : {}) })
    if (isLeft(file)) throw new Error('Invalid entry')
    if (!insideFolder(path))
      return left([problem(`${showHub(repo)} holds a file named ${path}, outside its folder; nothing was fetched.`)])
    files.push(file.right)
  }
  const saved = isCommit(revision) ? right(undefined) : await writeAtomically(refPath(repo, access), sha)()
  return isLeft(saved) ? saved : right({ commit: sha, files })
}

/** The library takes whatever answers for the hub, and stumbles over what is no list. */
async function* asTheHub<A>(listed: AsyncIterable<A>): AsyncGenerator<A> {
  try {
    yield* listed
  } catch (error) {
    if (error instanceof TypeError && /iterable|undefined|null|not a function/.test(error.message))
      throw new Error('Invalid list', { cause: error })
    throw error
  }
}

const infoOf = { model: modelInfo<'sha'>, dataset: datasetInfo<'sha'> }

/** The library takes what is given and refuses what is undefined. */
export const credentials = ({ endpoint, token }: HubAccess) => ({
  ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
  ...(token === undefined ? {} : { accessToken: token }),
})

const refPath = (repo: HubRepo, access: HubAccess): string => join(repoFolder(repo, access), 'refs', repo.revision)

const listCached = async (repo: HubRepo, access: HubAccess): Promise<Either<Problems, HubListing>> => {
  const { revision } = repo
  const commit = isCommit(revision)
    ? revision
    : await readFile(refPath(repo, access), 'utf8').then(
        text => text.trim(),
        () => undefined,
      )
  const folder = commit === undefined ? undefined : snapshotFolder(repo, commit, access)
  const entries =
    folder === undefined ? [] : await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter(entry => !entry.isDirectory())
    .map(entry => ({ path: relative(folder!, join(entry.parentPath, entry.name)).split(sep).join('/'), size: 0 }))
  if (commit === undefined || files.length === 0)
    return left([
      problem(
        `${showHub(repo)} is not in ${access.cacheDir} and HF_HUB_OFFLINE is set: fetch it once without that setting.`,
      ),
    ])
  return right({ commit, files })
}
