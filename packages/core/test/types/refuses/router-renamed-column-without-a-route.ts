/** Why: The column that plays the role has no route, and the role says none. Cure: Say the route of the column, by its own name. */
import { pipeline, router } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  router({ query: [pool.dense({ width: 384 })], document: [], columns: { hypothesis: 'document' } }),
  loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
)
