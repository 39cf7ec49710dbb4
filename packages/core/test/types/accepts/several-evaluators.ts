import { data, evaluate, type Pipeline, pipeline, rename, score, text, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Several splits, several similarities, the loss beside them; the metric that chooses is the maximum of one evaluator. */
export const made = pipeline(
  stsb,
  sbert,
  evaluate.similarity({ on: 'test' }),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev', similarity: ['cosine', 'dot', 'euclidean', 'manhattan'] }),
  evaluate.similarity({ on: 'train', similarity: ['manhattan'] }),
  evaluate.loss({ on: 'dev' }),
  train({ epochs: 1, best: 'dev.spearman_max' }),
)
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()

const ranked = data(
  'ranked',
  [
    ['anchor', text],
    ['positive', text],
    ['negative', text],
    ['closeness', score(0, 1)],
  ],
  { train: [{ anchor: 'a', positive: 'b', negative: 'c', closeness: 1 }], dev: [] },
)
/** Two kinds of evaluator read the same rows by other roles. */
export const both = pipeline(
  rename(ranked, { closeness: 'score' }),
  sbert,
  loss.triplet(),
  evaluate.triplet({ on: 'dev' }),
  evaluate.similarity({ on: 'dev', columns: { sentence1: 'anchor', sentence2: 'positive' } }),
  train({ epochs: 1, best: 'dev.cosine_accuracy' }),
)
same<typeof both, Pipeline<'ranked', 384, 'minilm', 'trained'>>()
