/**
 * Why: A setting that nobody reads would be ignored, and the cosine would be reported without a word.
 * Cure: Write `similarity`.
 */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.similarity({ on: 'dev', similarities: ['dot'] }))
