/** Why: A loss reads finished embeddings. Cure: Put it behind the poolings. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(
  stsb,
  tokenize(minilm),
  encode(minilm),
  pool.concatenate(pool.mean(), loss.cosineSimilarity()),
)
