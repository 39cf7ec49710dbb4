import {
  type Constructor,
  defineStage,
  describe,
  described,
  layerNorm as normalized,
  options,
  type RuleOf,
} from '@siamese/core'
import * as t from 'io-ts'

const description = describe({
  name: 'pool.layerNorm',
  about: 'Embeddings of mean 0 and variance 1, scaled and moved by weights of its own',
  takes: ['sentenceEmbeddings'],
  options: options({ in: [described(t.number, 'How many numbers arrive: checked, where it is written'), undefined] }),
  rules: [
    ['in', '=', 'arriving', '{stage} reads {in} numbers and {arriving} arrive: write in: {arriving}, or leave it out'],
  ],
  gives: { weights: true },
})
export interface LayerNorm extends RuleOf<typeof description> {}

/**
 * Every embedding to mean 0 and variance 1, then scaled and moved by weights of its own: (u − mean) / √(variance + 1e-5) · w + b.
 * `[sentences, width]` to the same; `in` is checked where it is written. Ba et al. 2016, as torch.nn.LayerNorm.
 */
export const layerNorm: Constructor<LayerNorm> = defineStage<LayerNorm>(description, {
  family: 'module',
  weights: ({ width }) => ({ 'norm.weight': { shape: [width], all: 1 }, 'norm.bias': { shape: [width], all: 0 } }),
  apply: (u, _, weights) => normalized(u, weights['norm.weight']!, weights['norm.bias']!, 1e-5),
})
