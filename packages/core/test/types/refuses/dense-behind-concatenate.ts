/** Why: Poolings side by side are as wide as all of them together. Cure: Write the sum, or leave `in` out. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(
  stsb,
  tokenize(minilm),
  encode(minilm),
  pool.concatenate(pool.cls(), pool.max(), pool.mean()),
  pool.dense({ in: 384, width: 384 }),
)
