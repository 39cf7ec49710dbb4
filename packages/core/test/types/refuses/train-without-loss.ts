/** Why: An evaluator only looks: training needs something to minimise. Cure: Put a loss before it. */
import { evaluate, pipeline, train } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.similarity({ on: 'dev' }), train({ epochs: 1 }))
