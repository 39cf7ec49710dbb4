/** Why: What a model's own files declare belongs to its encoder, also where each route has one. Cure: Put the declared stages into the route, or say insteadOf. */
import { encode, pipeline, router, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { mini, minilm, triplets } from '../known.js'

export const refused = pipeline(
  triplets,
  router({
    query: [tokenize(minilm), encode(minilm), pool.mean()],
    document: [tokenize(mini), encode(mini), pool.mean()],
  }),
)
