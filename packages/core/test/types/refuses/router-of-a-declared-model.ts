/** Why: The model's own files declare another stage there. Cure: Use what is declared, or say that something else is meant. */
import { encode, pipeline, router, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { mini, triplets } from '../known.js'

export const refused = pipeline(
  triplets,
  tokenize(mini),
  encode(mini),
  pool.mean(),
  router({ query: [pool.dense({ width: 384 })], document: [] }),
)
