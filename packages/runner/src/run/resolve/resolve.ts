import {
  countPoints,
  type Data,
  type Experiment,
  everyStage,
  flatten,
  grid,
  isSequence,
  isSweep,
  type Model,
  modelsOf,
  type Pipeline,
  settingsOf,
  sweepPoints,
} from '@siamese/core'
import { cacheRoot as ownCache } from '../../sources/cache.js'
import { rememberedHash } from '../../sources/rememberedHash.js'
import { dataFaults } from './dataFaults.js'
import { modelFaults } from './modelFaults.js'
import { type Resolved, together } from './resolved.js'

/** Looks at everything that a run will read, weights and most rows left out; for a sweep, at what all of its points read. Fetches nothing. */
export const resolvePipeline = async (
  experiment: Experiment,
  base: string,
  cacheRoot: string = ownCache(),
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
  const parts = await Promise.all([
    ...[...splits.values()].map(({ data, names }) => dataFaults(data, [...names], context)),
    ...[...models.values()].map(model => modelFaults(model, context)),
  ])
  return together(parts)
}

/** Every pipeline without choices: those in sequence, and each point of a sweep. */
const pipelinesIn = (experiment: Experiment): readonly Pipeline[] => {
  if (isSweep(experiment)) return sweepPoints(experiment).flatMap(({ of }) => pipelinesIn(of))
  if (isSequence(experiment)) return experiment.sequence.flatMap(pipelinesIn)
  return countPoints(experiment.stages) === 1 ? [experiment] : pipelinesIn(grid(experiment))
}
