import { encode, evaluate, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, triplets } from '../known.js'
import { same } from '../same.js'

export const made = pipeline(
  triplets,
  tokenize(minilm),
  encode(minilm),
  pool.max(),
  loss.triplet({ margin: 0.5, distance: 'cosine' }),
  evaluate.triplet({ on: 'dev', similarity: ['cosine', 'euclidean'], margin: 0.1 }),
  train({ epochs: 2, best: 'dev.euclidean_accuracy' }),
)

same<typeof made, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
