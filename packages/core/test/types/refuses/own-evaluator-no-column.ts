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
