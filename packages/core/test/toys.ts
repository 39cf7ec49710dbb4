import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { classes, score } from '../src/columns.js'
import { data } from '../src/dataCombinators.js'
import { encode } from '../src/encode/encode.js'
import { defineLoss } from '../src/loss.js'
import type { Model } from '../src/model.js'
import { options } from '../src/options.js'
import { definePooling } from '../src/pooling.js'
import { tokenize } from '../src/tokenize/tokenize.js'

/** Small values that the tests of the language share: a model, two data sets, and stages as a user would make them. */
export const small = {
  model: 'small',
  architecture: 'bert',
  hidden: 32,
  layers: 2,
  positions: 64,
  vocabulary: 700,
  maxLength: 48,
  modules: [],
  origin: { source: 'models/small', files: [] },
} as const satisfies Model

export const pairs = data(
  'pairs',
  [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', score(0, 5)],
  ],
  { train: [{ sentence1: 'A dog runs.', sentence2: 'A dog is running.', score: 4.5 }], dev: [], test: [] },
)

export const nli = data(
  'nli',
  [
    ['premise', 'text'],
    ['hypothesis', 'text'],
    ['label', classes('entailment', 'neutral', 'contradiction')],
  ],
  { train: [], dev: [] },
)

/** Token vectors added up, times a factor. */
export const sum = definePooling({
  name: 'pool.sum',
  options: options({ factor: [t.number, 1] }),
  apply: ({ tokens, mask }, { factor }) => tf.mul(tf.sum(tf.mul(tokens, tf.expandDims(mask, 2)), 1), factor),
})

/** (u·v − y)² */
export const dotLoss = defineLoss({
  name: 'loss.dot',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  options: options({ scale: [t.number, 1] }),
  smallestBatch: 2,
  apply: ({ sentence1, sentence2, score }, { scale }) =>
    tf.mul(tf.square(tf.sub(tf.sum(tf.mul(sentence1, sentence2), -1), score)), scale),
})

export const encoded = [tokenize(small), encode(small)] as const
