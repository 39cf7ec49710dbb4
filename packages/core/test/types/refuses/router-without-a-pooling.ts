/** Why: Behind a router there is one vector a text, whichever route it took. Cure: End each route with a pooling, or put one before the router. */
import { encode, pipeline, router, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, triplets } from '../known.js'

export const refused = pipeline(
  triplets,
  tokenize(minilm),
  encode(minilm),
  router({ query: [pool.mean()], document: [] }),
)
