import { concatenate, data, evaluate, type Pipeline, pipeline, score, text, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const written = data(
  'written',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['score', score(0, 5)],
  ],
  {
    train: [{ sentence1: 'A dog runs.', sentence2: 'A dog is running.', score: 4.8 }],
    holdout: [{ sentence1: 'A dog runs.', sentence2: 'It rains.', score: 0 }],
  },
)
const both = concatenate(stsb, written)
export const made = pipeline(
  both,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'holdout' }),
  train({ epochs: 1, best: 'holdout.spearman_cosine' }),
)

same<typeof both.data, 'stsb+written'>()
same<typeof both.splits, readonly ['train', 'dev', 'test', 'holdout']>()
same<typeof made, Pipeline<'stsb+written', 384, 'minilm', 'trained'>>()
