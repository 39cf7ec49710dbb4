import * as tf from '@tensorflow/tfjs-core'
import { decoderStart, decodersFor } from '../compute/decoders.js'
import { copiesFor } from '../compute/encoderCopies.js'
import type { Parameters } from '../compute/parameters.js'
import { weighing } from '../encode/placed.js'
import { startOfModules } from '../model/moduleWeights.js'
import type { OpenModel } from '../model/openModel.js'
import { toWeights } from '../model/tensorsOf.js'
import type { Plan } from '../plan.js'
import { freshHeads } from '../train/head.js'

/** The parameters that a run begins with; whoever asks disposes of them. */
export const startOf = (
  { tasks, width, train, ...after }: Plan,
  { encoder, weights, moduleWeights, carried }: Pick<OpenModel, 'encoder' | 'weights' | 'moduleWeights' | 'carried'>,
): Parameters => {
  const ofEncoder = toWeights(weights)
  const ofModules = startOfModules(weighing(after), moduleWeights, train?.seed ?? 0)
  const own = freshHeads(tasks, width, train?.seed ?? 0)
  const copies = copiesFor(tasks, ofEncoder, ofModules, each => tf.clone(each))
  const decoders = decodersFor(tasks, decoderStart(encoder, carried, train?.seed ?? 0))
  const told = Object.entries(decoders).map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])])
  return { weights: { ...ofEncoder, ...ofModules }, head: { ...own, ...copies, ...Object.fromEntries(told) } }
}
