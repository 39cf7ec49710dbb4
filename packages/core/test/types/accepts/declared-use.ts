import { encode, evaluate, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { e5, stsb } from '../known.js'
import { same } from '../same.js'

/** Prompts and similarity that the model declares, written out. The head and the loss read what training reads. */
export const made = pipeline(
  stsb,
  tokenize(e5),
  encode(e5),
  pool.cls(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev', similarity: ['dot'], prompts: { sentence1: 'query: ' } }),
  evaluate.loss({ on: 'dev' }),
  train({ epochs: 1, prompts: { sentence1: 'query: ' }, best: 'dev.spearman_dot' }),
)
same<typeof made, Pipeline<'stsb', 384, 'e5', 'trained'>>()
