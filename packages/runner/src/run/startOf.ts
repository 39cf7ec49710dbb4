import type { Parameters } from '../compute/parameters.js'
import type { OpenModel } from '../model/openModel.js'
import { toWeights } from '../model/tensorsOf.js'
import type { Plan } from '../plan.js'
import { freshHead } from '../train/head.js'

/** The parameters that a run begins with; whoever asks disposes of them. */
export const startOf = ({ loss, data, width, train }: Plan, { weights }: Pick<OpenModel, 'weights'>): Parameters => ({
  weights: toWeights(weights),
  head: loss === undefined ? {} : freshHead(loss, data, width, train?.seed ?? 0),
})
