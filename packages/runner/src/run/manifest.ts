import { createHash } from 'node:crypto'
import { type Pipeline, type PipelineJson, toJson } from '@siamese/core'
import { canonical } from '../canonical.js'
import { groupsOf, inputsByKind } from '../compute/inputsByKind.js'
import type { Way } from '../compute/openForward.js'
import type { Frozen } from '../encode/frozen.js'
import { hasOwnOperations } from '../engine/ownOperations.js'
import { type Precision, passesOf } from '../graph/passes/index.js'
import type { PassName } from '../graph/passNames.js'
import type { Task } from '../plan.js'
import { version } from '../version.js'
import type { OpenPlan } from './openPlan.js'

/** Everything that a run's numbers depend on, written before it trains. */
export interface Manifest {
  /** The version of this format. */
  readonly manifest: 1
  readonly siamese: string
  readonly pipeline: PipelineJson
  /** sha256 of the canonical pipeline; of every file, or of the configuration, of the model; of the rows of every split that is read. */
  readonly hashes: {
    readonly pipeline: string
    readonly model: Readonly<Record<string, string>>
    readonly data: Readonly<Record<string, string>>
    /** Of the frozen models that losses are given, each under its name. */
    readonly frozen?: Readonly<Record<string, Readonly<Record<string, string>>>>
  }
  readonly seed: number | undefined
  readonly engine: {
    readonly name: string
    /** Steps as one graph, or operation by operation. */
    readonly steps: 'graph' | 'operations'
    readonly versions: Readonly<Record<string, string>>
    readonly threads: number
    readonly platform: string
    readonly processor: string
    readonly simd: readonly string[]
  }
  readonly computing: {
    /** Of large products; everything else is float32. */
    readonly precision: Precision
    /** Groups of similar length that attention takes a batch's texts in: masks of dropout depend on them. By data set where there are several. */
    readonly attentionGroups?: number | Readonly<Record<string, number>>
    /** Passes of the graph compiler, in their order. */
    readonly passes?: readonly PassName[]
  }
  readonly command: readonly string[]
}

export const manifestOf = (
  pipeline: Pipeline,
  hashes: Omit<Manifest['hashes'], 'pipeline'>,
  { engine: { name, facts }, plan: { train, tasks } }: OpenPlan,
  { computes }: Way,
  { without = [], command = [] }: { readonly without?: readonly PassName[]; readonly command?: readonly string[] },
): Manifest => {
  const json = toJson(pipeline)
  const { versions, threads, platform, processor, simd } = facts
  return {
    manifest: 1,
    siamese: version,
    pipeline: json,
    hashes: { pipeline: hashOf(json), ...hashes },
    seed: train?.seed,
    engine: { name, steps: computes, versions, threads, platform, processor, simd },
    computing: {
      precision: train?.precision ?? 'float32',
      ...attentionGroupsOf(tasks),
      ...(computes === 'graph'
        ? {
            passes: passesOf({
              precision: train?.precision ?? 'float32',
              ownOperations: hasOwnOperations(),
              without,
            }),
          }
        : {}),
    },
    command,
  }
}

/** The hashes of frozen models, where there are some. */
export const hashesOf = (frozen: readonly Frozen[]): Pick<Manifest['hashes'], 'frozen'> =>
  frozen.length === 0
    ? {}
    : { frozen: Object.fromEntries(frozen.map(({ named, model }) => [named.model, model.hashes])) }

/** sha256 of the canonical pipeline. */
export const hashOf = (pipeline: PipelineJson): string => createHash('sha256').update(canonical(pipeline)).digest('hex')

const attentionGroupsOf = (tasks: readonly Task[]): Pick<Manifest['computing'], 'attentionGroups'> => {
  const groups = tasks.map(loss => [loss.task, groupsOf(inputsByKind(loss).textColumns.length)] as const)
  const [[task, only] = []] = groups
  if (only === undefined) return {}
  return { attentionGroups: task === undefined ? only : Object.fromEntries(groups) }
}
