import type { Parameters } from '../compute/parameters.js'
import { startOfModules } from '../model/moduleWeights.js'
import type { OpenModel } from '../model/openModel.js'
import { toWeights } from '../model/tensorsOf.js'
import type { Plan } from '../plan.js'
import { freshHeads } from '../train/head.js'

/** The parameters that a run begins with; whoever asks disposes of them. */
export const startOf = (
  { tasks, width, train, modules }: Plan,
  { weights, moduleWeights }: Pick<OpenModel, 'weights' | 'moduleWeights'>,
): Parameters => ({
  weights: { ...toWeights(weights), ...startOfModules(modules, moduleWeights, train?.seed ?? 0) },
  head: freshHeads(tasks, width, train?.seed ?? 0),
})
