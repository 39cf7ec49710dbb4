/** Why: A route is what makes embeddings; an evaluator reads those of both. Cure: Put it behind the router. */
import { evaluate, pipeline, router } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  router({ query: [pool.dense({ width: 384 }), evaluate.triplet({ on: 'dev' })], document: [] }),
)
