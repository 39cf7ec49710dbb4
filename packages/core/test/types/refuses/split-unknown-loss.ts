/** Why: The data have no split of this name. Cure: Write one that they have. */
import { evaluate, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), evaluate.loss({ on: 'valid' }))
