import {
  countPoints,
  type Data,
  distinct,
  type Experiment,
  everyStage,
  flatten,
  grid,
  isSequence,
  isSweep,
  type Model,
  modelsOf,
  type Pipeline,
  pipelinesOf,
  settingsOf,
  sweepPoints,
} from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Defined } from '../../encode/stages.js'
import { type Plan, planOf } from '../../plan.js'
import { cacheRoot as ownCache } from '../../sources/cache.js'
import { rememberedHash } from '../../sources/rememberedHash.js'
import { dataFaults } from './dataFaults.js'
import { modelFaults } from './modelFaults.js'
import { planFaults } from './planFaults.js'
import { type Resolved, together } from './resolved.js'

export interface ResolveOptions {
  readonly cacheRoot?: string
  /** Stages of one's own that models may declare. */
  readonly stages?: readonly Defined[]
}

/** Looks at everything that a run will read, weights and most rows left out; for a sweep, at what all of its points read. Fetches nothing. */
export const resolvePipeline = async (
  experiment: Experiment,
  base: string,
  { cacheRoot = ownCache(), stages: own = [] }: ResolveOptions = {},
): Promise<Resolved> => {
  const models = new Map<string, Model>()
  const splits = new Map<string, { readonly data: Data; readonly names: Set<string> }>()
  for (const { data, stages } of pipelinesIn(experiment)) {
    const read = splits.get(data.data) ?? { data, names: new Set() }
    splits.set(data.data, read)
    for (const model of everyStage(stages).flatMap(modelsOf)) models.set(model.model, model)
    for (const stage of flatten(stages)) {
      const { on } = (settingsOf(stage) ?? {}) as { readonly on?: unknown }
      if (typeof on === 'string') read.names.add(on)
    }
  }
  const context = { base, cacheRoot, hash: rememberedHash(cacheRoot) }
  const parts = await Promise.all([...splits.values()].map(({ data, names }) => dataFaults(data, [...names], context)))
  const looked = await Promise.all(
    [...models].map(async ([name, model]) => [name, await modelFaults(model, context)] as const),
  )
  const read = new Map(looked.flatMap(([name, { model }]) => (model === undefined ? [] : [[name, model] as const])))
  const plans = plansIn(experiment)
  const planned = await Promise.all(plans.map(plan => planFaults(plan, ({ model }) => read.get(model), own, context)))
  const { problems, notes, reads } = together([...parts, ...looked.map(([, each]) => each), ...planned])
  return { problems: distinct(problems), notes: [...new Set(notes)], reads }
}

/** The plans of all points. A pipeline that goes on from another's model opens what that one saved. */
const plansIn = (experiment: Experiment): readonly Plan[] =>
  (isSweep(experiment) ? sweepPoints(experiment).map(({ of }) => of) : [experiment]).flatMap(of =>
    pipelinesOf(of).flatMap((pipeline, i) => {
      const plan = planOf(pipeline)
      return isLeft(plan) ? [] : [i === 0 ? plan.right : { ...plan.right, instead: true, layer: -1 }]
    }),
  )

/** Every pipeline without choices: those in sequence, and each point of a sweep. */
const pipelinesIn = (experiment: Experiment): readonly Pipeline[] => {
  if (isSweep(experiment)) return sweepPoints(experiment).flatMap(({ of }) => pipelinesIn(of))
  if (isSequence(experiment)) return experiment.sequence.flatMap(pipelinesIn)
  return countPoints(experiment.stages) === 1 ? [experiment] : pipelinesIn(grid(experiment))
}
