import { type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

export const made = pipeline(
  stsb,
  sbert,
  pool.dropout(),
  pool.dense({ width: 128 }),
  pool.layerNorm({ in: 128 }),
  pool.dropout({ rate: 0.5 }),
  pool.layerNorm(),
  loss.cosineSimilarity(),
  train({ epochs: 1 }),
)
same<typeof made, Pipeline<'stsb', 128, 'minilm', 'trained'>>()
