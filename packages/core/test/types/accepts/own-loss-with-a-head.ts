import { defineLoss, evaluate, type Pipeline, pipeline, rename, train } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { nli } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const regression = defineLoss({
  name: 'loss.regression',
  roles: ['sentence1: text', 'sentence2: text', 'label: class'],
  predicts: 'classes',
  weights: ({ classes, width }) => ({ weight: [width, classes] }),
  apply: ({ sentence1, sentence2, label }, _settings, { weight }) =>
    tf.sub(tf.sum(tf.matMul(tf.mul(sentence1, sentence2), weight as tf.Tensor2D), 1), label),
  predict: ({ sentence1, sentence2 }, _settings, { weight }) =>
    tf.matMul(tf.mul(sentence1, sentence2), weight as tf.Tensor2D),
})

export const made = pipeline(
  rename(nli, { premise: 'sentence1', hypothesis: 'sentence2' }),
  sbert,
  regression(),
  evaluate.labels({ on: 'dev' }),
  train({ epochs: 1, best: 'dev.accuracy' }),
)
same<typeof made, Pipeline<'nli', 384, 'minilm', 'trained'>>()
