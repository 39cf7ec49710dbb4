/** Why: The data have no split of this name. Cure: Write one that they have. */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.similarity({ on: 'valid' }))
