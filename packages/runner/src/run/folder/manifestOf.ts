import { relative, resolve, sep } from 'node:path'
import { type Pipeline, type PipelineJson, toJson } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { canonical } from '../../canonical.js'
import { groupsOf, inputsByKind } from '../../compute/inputsByKind.js'
import type { Way } from '../../compute/openForward.js'
import type { Frozen } from '../../encode/frozen.js'
import { hasOwnOperations } from '../../engine/ownOperations.js'
import { passesOf } from '../../graph/passes/index.js'
import type { Task } from '../../plan.js'
import { cacheRoot } from '../../sources/cache.js'
import { sha256, sha256Of } from '../../sources/hash.js'
import { nearestLock } from '../../sources/nearestLock.js'
import type { Asked } from '../computing.js'
import type { OpenPlan } from '../openPlan.js'
import { rowsHash } from '../rowsHash.js'
import { hashesOfFiles } from './dataFiles.js'
import { gitState } from './gitState.js'
import type { Manifest } from './manifest.js'
import { packageVersions } from './packageVersions.js'
import { withoutSecrets } from './withoutSecrets.js'

/** What a run is asked for beside its pipeline, as far as a manifest keeps it. */
export interface Given extends Asked {
  readonly base?: string
  readonly command?: readonly string[]
}

/** What a run's numbers depend on, of everything that it opened. */
export const manifestOf = async (
  pipeline: Pipeline,
  folder: string,
  { engine: { name, facts }, plan: { train, tasks }, model, frozen, rows }: OpenPlan,
  { computes }: Way,
  given: Given,
): Promise<Manifest> => {
  const { without = [], eager, command = [] } = given
  const json = toJson(pipeline)
  const base = resolve(given.base ?? '.')
  const { versions, threads, platform, processor, simd } = facts
  const lock = await nearestLock(base)
  const locked = lock === undefined ? undefined : await sha256(lock)()
  const data: Record<string, string> = {}
  for (const [split, each] of rows) data[split] = await rowsHash(each)
  const git = await gitState(base)
  const precision = train?.precision ?? 'float32'
  return {
    manifest: 2,
    pipeline: json,
    hashes: {
      pipeline: hashOf(json),
      ...(locked === undefined || isLeft(locked) ? {} : { lock: locked.right }),
      model: model.hashes,
      tokenizer: hashesOfTexts(model.tokenizerFiles.texts),
      ...hashesOf(frozen),
      data,
      files: await hashesOfFiles(pipeline.data, { base, cacheRoot: cacheRoot() }),
    },
    ...(train === undefined ? {} : { seed: train.seed }),
    versions: { ...packageVersions(), ...versions },
    engine: { name, steps: computes, threads, platform, processor, simd },
    computing: {
      precision,
      ...attentionGroupsOf(tasks),
      ...(computes === 'graph' ? { passes: passesOf({ precision, ownOperations: hasOwnOperations(), without }) } : {}),
    },
    options: { ...(eager === true ? { eager } : {}), ...(without.length === 0 ? {} : { without }) },
    base: { fromRun: pathBetween(folder, base), fromCommand: pathBetween('.', base) },
    ...(git === undefined ? {} : { git }),
    command: command.map(word => withoutSecrets(word)),
  }
}

const hashesOfTexts = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, sha256Of(text)]))

/** With slashes on every system, as another system may read it. */
const pathBetween = (from: string, to: string): string =>
  relative(resolve(from), resolve(to)).split(sep).join('/') || '.'

/** The hashes of frozen models, where there are some. */
export const hashesOf = (frozen: readonly Frozen[]): Pick<Manifest['hashes'], 'frozen'> =>
  frozen.length === 0
    ? {}
    : { frozen: Object.fromEntries(frozen.map(({ named, model }) => [named.model, model.hashes])) }

/** sha256 of the canonical pipeline. */
export const hashOf = (pipeline: PipelineJson): string => sha256Of(canonical(pipeline))

const attentionGroupsOf = (tasks: readonly Task[]): Pick<Manifest['computing'], 'attentionGroups'> => {
  const groups = tasks.map(loss => [loss.task, groupsOf(inputsByKind(loss).textColumns.length)] as const)
  const [[task, only] = []] = groups
  if (only === undefined) return {}
  return { attentionGroups: task === undefined ? only : Object.fromEntries(groups) }
}
