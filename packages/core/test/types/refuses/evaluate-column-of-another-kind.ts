/** Why: The column is there, but it holds text, and the role is a number. Cure: Name a column with a score. */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.similarity({ on: 'dev', columns: { score: 'sentence1' } }))
