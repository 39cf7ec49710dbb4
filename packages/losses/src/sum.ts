import {
  defineLossOf,
  described,
  describeLossOf,
  lossesInside,
  options,
  partsByName,
  type RuleOfLosses,
  weighed,
} from '@siamese/core'
import * as t from 'io-ts'

const description = describeLossOf({
  name: 'loss.sum',
  about: 'Several losses of the same rows, weighed',
  of: 'losses',
  options: options({
    losses: described(lossesInside, 'The losses that are added up'),
    weights: [
      described(t.array(t.number, 'a list of numbers'), 'The weight of each loss; 1 if not written'),
      undefined,
    ],
  }),
  rules: [
    ['losses', 'is some', 0, '{stage} adds up no losses: write one or more'],
    ['weights', 'as long as', 'losses', '{stage} has the weights {weights}: write one for each loss'],
    ['weights', 'each is positive', 0, '{stage}: weights is {weights}: each is a number above 0'],
  ],
})
export interface Sum extends RuleOfLosses<typeof description> {}

/**
 * Several losses of the same rows at once: Σ w · loss, weights 1 when they are not written. Each finds its own columns, and a text that
 * several read is encoded once. Its parts are the weighed losses, `cosent`, `cosent_2`, or theirs. Heads keep apart
 * (`0.classifier.weight`); the first loss that has one predicts.
 */
export const sum = defineLossOf<Sum, (typeof description)['options']['fields']>(description, {
  parts: (losses, { weights }) =>
    partsByName(
      losses.flatMap(({ name, inputs, weights: own, parts }, i) =>
        weighed(parts(inputs, own), weights?.[i] ?? 1, part => part ?? name),
      ),
    ),
})
