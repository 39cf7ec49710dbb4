/**
 * Why: Reranking compares a query with a list of positive documents and a list of negative ones, and this column has one text a row.
 * Cure: Use data whose columns are `texts`, or evaluate.triplet for one positive and one negative a row.
 */
import { evaluate, pipeline } from '@siamese/core'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, evaluate.reranking({ on: 'dev', columns: { query: 'anchor' } }))
