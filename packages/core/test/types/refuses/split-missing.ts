/** Why: An evaluator scores one split, and which one is not guessed. Cure: Write `{ on: 'dev' }`. */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.similarity({}))
