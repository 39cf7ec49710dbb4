import type { Encoder, Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { OpenModel } from './openModel.js'
import { oneByOne, sideBySide } from './sideBySide.js'

/**
 * Parameters that are trained at different rates cannot be held as one: those of one product lie side by side only as long
 * as it is computed.
 */
export const apart = <M extends Pick<OpenModel, 'encoder' | 'weights'>>(
  model: M,
  rateOf: (parameter: string) => number,
): M => {
  const { encoder } = model
  const { decoder } = encoder
  const [mixed, alike] = [true, false].map(several =>
    Object.entries(encoder.sideBySide).filter(([, parts]) => new Set(parts.map(rateOf)).size > 1 === several),
  )
  if (mixed!.length === 0) return model
  const together = (weights: Weights): Weights => {
    const joined = mixed!.map(([name, parts]) => [name, tf.concat(parts.map(part => weights[part]!))] as const)
    return { ...weights, ...Object.fromEntries(joined) }
  }
  const parted: Encoder = {
    ...encoder,
    sideBySide: Object.fromEntries(alike!),
    layers: (weights, ...rest) => encoder.layers(together(weights), ...rest),
    encode: (weights, ...rest) => encoder.encode(together(weights), ...rest),
    ...(decoder === undefined
      ? {}
      : { decoder: { ...decoder, surprise: (weights, ...rest) => decoder.surprise(together(weights), ...rest) } }),
  }
  return { ...model, encoder: parted, weights: sideBySide(parted, oneByOne(encoder, model.weights)) }
}
