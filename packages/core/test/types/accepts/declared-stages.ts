import { encode, evaluate, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { mini, stsb } from '../known.js'
import { same } from '../same.js'

/** What the model's own files declare, in order. */
export const made = pipeline(
  stsb,
  tokenize(mini),
  encode(mini),
  pool.mean(),
  pool.normalize(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 1, best: 'dev.spearman_cosine' }),
)
same<typeof made, Pipeline<'stsb', 384, 'mini', 'trained'>>()
