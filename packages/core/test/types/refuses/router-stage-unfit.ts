/** Why: A stage in a route has to fit what arrives there, as anywhere else. Cure: Write what its own sentence says. */
import { pipeline, router } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  router({ query: [pool.dense({ width: 64 }), pool.dense({ width: 384, in: 32 })], document: [] }),
)
