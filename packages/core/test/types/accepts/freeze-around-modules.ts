import { freeze, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** The encoder stays, and the dense layer behind it is trained; or the other way round. */
export const layer = pipeline(
  stsb,
  sbert,
  pool.dense({ width: 64 }),
  loss.cosineSimilarity(),
  freeze({ parameters: ['embeddings', 'encoder'] }),
  train({ epochs: 1 }),
)
export const encoder = pipeline(
  stsb,
  sbert,
  pool.dense({ width: 64 }),
  pool.layerNorm(),
  loss.cosineSimilarity(),
  freeze({ parameters: ['pool.dense', 'pool.layerNorm.norm.bias'] }),
  train({ epochs: 1, rates: [['encoder', 1e-5]] }),
)
same<typeof layer, Pipeline<'stsb', 64, 'minilm', 'trained'>>()
same<typeof encoder, Pipeline<'stsb', 64, 'minilm', 'trained'>>()
