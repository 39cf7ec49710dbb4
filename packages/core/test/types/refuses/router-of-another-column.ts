/** Why: A route for a column that the data do not have would be passed over in silence. Cure: Write a text column that they have. */
import { pipeline, router } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  router({ query: [pool.normalize()], document: [], columns: { question: 'query' } }),
)
