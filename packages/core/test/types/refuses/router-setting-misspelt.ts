/** Why: A setting that router does not have would be passed over in silence. Cure: Write one that it has. */
import { pipeline, router } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  triplets,
  sbert,
  router({ query: [pool.dense({ width: 384 })], document: [], defualt: 'query' }),
)
