/**
 * Why: An evaluator of your own reads columns by role, too.
 * Cure: Say which column plays it: `columns: { text: 'sentence1' }`.
 */
import { defineEvaluator, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const variety = defineEvaluator({
  name: 'evaluate.variety',
  roles: ['text: text'],
  reads: 'embeddings',
  metrics: ['variety'],
  score: ({ rows }) => ({ variety: rows }),
})

export const refused = pipeline(stsb, sbert, variety({ on: 'dev' }))
