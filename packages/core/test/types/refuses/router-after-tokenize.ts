/** Why: Routes share the encoder in front of the router, or each has a tokenizer and an encoder of its own; half of one is neither. Cure: Put encode before the router, or tokenize into its routes. */
import { encode, pipeline, router, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, triplets } from '../known.js'

export const refused = pipeline(
  triplets,
  tokenize(minilm),
  router({ query: [encode(minilm), pool.mean()], document: [encode(minilm), pool.mean()] }),
)
