/**
 * Why: It makes one number of the evaluators before it on its split, and there is none.
 * Cure: Put an evaluator of that split before it.
 */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.similarity({ on: 'test' }), evaluate.sequence({ on: 'dev' }))
