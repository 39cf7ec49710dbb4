import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRepo, HubApiError, uploadFilesWithProgress } from '@huggingface/hub'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type HubAccess, type HubRepo, showHub } from './hubAccess.js'
import { hubTrouble } from './hubTrouble.js'
import { readModelLayout, usualOf } from './modelLayout.js'

export interface PushOptions {
  /** Only for those that its owner lets in; a repository that is there already stays as it is. */
  readonly visibility: 'public' | 'private'
  readonly message: string
  /** Offered to the owner as a pull request, on a repository that is there. */
  readonly as: 'commit' | 'pull request'
  readonly progress?: (path: string, share: number) => void
}
export interface Pushed {
  readonly files: readonly string[]
  /** Where what was pushed is seen. */
  readonly at: string
}

/** A model folder, whole, as one commit on the hub; the repository is made where it is missing. Nothing but a model is pushed. */
export const pushModel =
  (folder: string, repo: HubRepo, access: HubAccess, options: PushOptions): TaskEither<Problems, Pushed> =>
  async () => {
    const wrong = unready(repo, access)
    const usual = await usualOf(folder)()
    const layout = isLeft(usual) ? usual : await readModelLayout(folder, usual.right)()
    if (wrong !== undefined || isLeft(layout))
      return left([...(wrong === undefined ? [] : [problem(wrong)]), ...(isLeft(layout) ? layout.left : [])])
    try {
      const files = await filesOf(folder)
      if (options.as === 'commit') {
        const there = await made(repo, access, options)
        if (isLeft(there)) return there
      }
      return right({ files, at: await upload(folder, files, repo, access, options) })
    } catch (error) {
      return left([pushTrouble(error, repo, access)])
    }
  }

const unready = (repo: HubRepo, access: HubAccess): string | undefined => {
  if (access.offline) return `${showHub(repo)} cannot be pushed to: HF_HUB_OFFLINE is set; take it away.`
  if (access.token === undefined) return 'push needs a token that may write: set HF_TOKEN.'
  return repo.name.includes('/') ? undefined : `push needs owner and name, as in me/${repo.name}; found ${repo.name}.`
}

/** Everything in the folder that is not hidden, exports for other programs included. */
const filesOf = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(path => !/(^|\/)\./.test(path))
    .sort()
}

const designation = ({ type, name }: HubRepo) => ({ type, name })
const hub = ({ endpoint, token }: HubAccess) => ({
  accessToken: token!,
  ...(endpoint === undefined ? {} : { hubUrl: endpoint }),
})

/** A repository that is there already is taken as it is. */
const conflict = 409
const made = async (repo: HubRepo, access: HubAccess, { visibility }: PushOptions): Promise<Either<Problems, void>> => {
  try {
    await createRepo({ repo: designation(repo), visibility, ...hub(access) })
  } catch (error) {
    if (!(error instanceof HubApiError) || error.statusCode !== conflict)
      return left([pushTrouble(error, repo, access)])
  }
  return right(undefined)
}

const upload = async (
  folder: string,
  files: readonly string[],
  repo: HubRepo,
  access: HubAccess,
  { message, as, progress }: PushOptions,
): Promise<string> => {
  const events = uploadFilesWithProgress({
    repo: designation(repo),
    files: files.map(path => ({ path, content: pathToFileURL(join(folder, path)) })),
    commitTitle: message,
    branch: repo.revision,
    isPullRequest: as === 'pull request',
    ...hub(access),
  })
  for (let next = await events.next(); ; next = await events.next()) {
    if (next.done === true) return next.value?.pullRequestUrl ?? next.value?.commit.url ?? showHub(repo)
    if (next.value.event === 'fileProgress') progress?.(next.value.path, next.value.progress)
  }
}

const pushTrouble = (error: unknown, repo: HubRepo, access: HubAccess) => {
  if (error instanceof HubApiError && [401, 403].includes(error.statusCode))
    return problem(
      `${showHub(repo)} is not to be written with this HF_TOKEN (${error.statusCode}): take a token that may write to ${repo.name}.`,
    )
  return hubTrouble(error, repo, access)
}
