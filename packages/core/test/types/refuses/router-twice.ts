/** Why: What comes out of a router is a query or a document already, and each has its route. Cure: Put the stages into the routes of the first. */
import { pipeline, router } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  router({ query: [pool.dense({ width: 384 })], document: [] }),
  router({ query: [], document: [pool.layerNorm()] }),
)
