import { type Constructor, defineStage, describe, described, options, type RuleOf, tf } from '@siamese/core'
import * as t from 'io-ts'

const description = describe({
  name: 'pool.weightedLayers',
  about: "A weighted mean of what the encoder's layers give a token, with weights of its own",
  takes: ['tokenEmbeddings'],
  options: options({
    from: [described(t.number, 'The first layer that counts; 0 is the embeddings in front of the layers'), 4],
  }),
  rules: [
    [
      'encodes',
      'is directly behind',
      0,
      '{stage} reads the layers of {encoder} and would drop what a stage before it made: put it directly behind encode',
    ],
    ['from', 'is whole', 0, '{stage}: from is {from}, not a whole number'],
    ['from', '>=', 0, '{stage}: from is {from}: choose 0 or more; 0 is the embeddings in front of the layers'],
    ['from', '<=', 'layers', '{stage} begins at layer {from} and {encoder} has {layers}: choose at most {layers}'],
  ],
  gives: { weights: true },
})
export interface WeightedLayers extends RuleOf<typeof description> {}

/**
 * Σ wₗ hₗ / Σ wₗ over the encoder's hidden states from layer `from` on, in place of its last; the w begin as 1. It stands directly behind `encode`.
 * `[sentences, length, hidden]` to the same. The reference's WeightedLayerPooling.
 */
export const weightedLayers: Constructor<WeightedLayers> = defineStage<WeightedLayers>(description, {
  family: 'tokenModule',
  weights: ({ layers }, { from }) => ({ layer_weights: { shape: [layers + 1 - (from as number)], all: 1 } }),
  apply: ({ layers }, { from }, weights) => {
    const each = weights.layer_weights as tf.Tensor1D
    const weighted = layers()
      .slice(from as number)
      .map((layer, i) => tf.mul<tf.Tensor3D>(layer, tf.slice(each, [i], [1])))
    return {
      tokens: tf.div(
        weighted.reduce((sum, layer) => tf.add(sum, layer)),
        tf.sum(each),
      ),
    }
  },
})
