/**
 * Why: A sentence is neither a query nor a document by its role, so the loss's texts would take a route by chance.
 * Cure: Say the route of its column: `columns: { sentence1: 'query', sentence2: 'document' }` in the router.
 */
import { pipeline, router } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  router({ query: [pool.dense({ width: 384 })], document: [], columns: { sentence1: 'query' } }),
  loss.cosineSimilarity(),
)
