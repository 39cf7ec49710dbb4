import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** A repository on the hub at a revision: a branch, a tag or a commit. */
export interface HubRepo {
  readonly type: 'model' | 'dataset'
  /** owner/name */
  readonly name: string
  readonly revision: string
}

/** How the hub is reached and where its files are kept, as the hub's own tools read it from the environment. */
export interface HubAccess {
  /** Nothing for the library's own address. */
  readonly endpoint: string | undefined
  readonly token: string | undefined
  readonly offline: boolean
  readonly cacheDir: string
}

export const isHub = (source: string): boolean => source.startsWith('hub:')

/** `hub:owner/name@revision`; the branch main when none is named. */
export const parseHub = (type: HubRepo['type'], source: string): Either<Problems, HubRepo> => {
  const [, name, revision = 'main'] = /^hub:([^@]+)(?:@(.+))?$/.exec(source) ?? []
  const isName = name !== undefined && /^[\w.-]+(\/[\w.-]+)?$/.test(name)
  if (!isName || !/^[\w.-]+(\/[\w.-]+)*$/.test(revision) || `${name}/${revision}`.split('/').includes('..'))
    return left([problem(`${source} is no source on the hub: write hub:owner/name or hub:owner/name@revision.`)])
  return right({ type, name, revision })
}

export const showHub = ({ name, revision }: HubRepo): string => `hub:${name}@${revision}`

export const isCommit = (revision: string): boolean => /^[0-9a-f]{40}$/.test(revision)

export const hubAccess = (environment: NodeJS.ProcessEnv = process.env): HubAccess => {
  const { HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE, HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HOME, XDG_CACHE_HOME } =
    environment
  const home = HF_HOME || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'huggingface')
  return {
    endpoint: HF_ENDPOINT?.replace(/\/+$/, '') || undefined,
    token: HF_TOKEN || undefined,
    offline: /^(1|on|yes|true)$/i.test(HF_HUB_OFFLINE ?? ''),
    cacheDir: HF_HUB_CACHE || HUGGINGFACE_HUB_CACHE || join(home, 'hub'),
  }
}

/** A repository's folder in the cache, as all of the hub's tools name it: models--owner--name. */
export const repoFolder = ({ type, name }: HubRepo, { cacheDir }: HubAccess): string =>
  join(cacheDir, [`${type}s`, ...name.split('/')].join('--'))
