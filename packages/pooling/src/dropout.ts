import { type Constructor, defineStage, describe, described, options, type RuleOf } from '@siamese/core'
import * as t from 'io-ts'

const description = describe({
  name: 'pool.dropout',
  about: 'While training, numbers of an embedding are set to 0 at random',
  takes: ['sentenceEmbeddings'],
  options: options({ rate: [described(t.number, 'The share of the numbers that is set to 0'), 0.2] }),
  rules: [
    ['rate', 'is a share', 0, '{stage}: rate is {rate}, a share of the numbers: choose 0 to 1'],
    ['rate', 'is not', 1, '{stage}: rate is 1, which leaves nothing: choose a number below 1'],
  ],
  gives: {},
})
export interface Dropout extends RuleOf<typeof description> {}

/**
 * While training, a share `rate` of the numbers becomes 0 and the others are scaled by 1 / (1 − rate); otherwise nothing happens.
 * `[sentences, width]` to the same. Srivastava et al. 2014.
 */
export const dropout: Constructor<Dropout> = defineStage<Dropout>(description, {
  family: 'module',
  apply: (u, { rate }, _, draw) => draw(u, rate as number),
})
