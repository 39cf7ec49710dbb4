import { type Constructor, defineStage, describe, described, options, type RuleOf, tf } from '@siamese/core'
import * as t from 'io-ts'

const description = describe({
  name: 'pool.truncate',
  about: 'The first numbers of an embedding',
  takes: ['sentenceEmbeddings'],
  options: options({ width: described(t.number, 'How many numbers stay') }),
  rules: [
    ['width', 'is positive', 0, '{stage}: width is {width}: choose 1 or more'],
    ['width', 'is whole', 0, '{stage}: width is {width}, not a whole number'],
    ['width', '<=', 'arriving', '{stage} keeps {width} of {arriving} numbers: choose at most {arriving}'],
  ],
  gives: { width: 'width' },
})
export interface Truncate extends RuleOf<typeof description> {}

/**
 * The first `width` numbers of an embedding: shorter vectors of a model that was trained to be cut. `[sentences, any]` to
 * `[sentences, width]`; put `pool.normalize` behind it where lengths matter. Kusupati et al. 2022.
 */
export const truncate: Constructor<Truncate> = defineStage<Truncate>(description, {
  family: 'module',
  apply: (u, { width }) => tf.slice(u, [0, 0], [u.shape[0], width as number]),
})
