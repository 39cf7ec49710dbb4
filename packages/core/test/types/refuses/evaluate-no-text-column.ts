/**
 * Why: A role is played by the column of its name, and no column has it.
 * Cure: Say which column plays it, or choose the evaluator that fits the data: `evaluate.similarity`.
 */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.triplet({ on: 'dev' }))
