import { encode, evaluate, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

const front = [tokenize(minilm), encode(minilm)] as const
const scored = [evaluate.similarity({ on: 'dev' }), evaluate.similarity({ on: 'test' })] as const

/** Stages kept in a tuple are checked like stages that are written out. */
export const made = pipeline(
  stsb,
  ...front,
  pool.mean(),
  loss.cosineSimilarity(),
  ...scored,
  train({ epochs: 1, best: 'dev.pearson_cosine' }),
)
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
