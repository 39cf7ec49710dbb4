/** Why: A router in place of the encoder gives each route its own, and a route without one makes no vectors. Cure: Begin both routes with tokenize and encode, or put one encoder before the router. */
import { encode, pipeline, router, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, triplets } from '../known.js'

export const refused = pipeline(
  triplets,
  router({ query: [tokenize(minilm), encode(minilm), pool.mean()], document: [] }),
)
