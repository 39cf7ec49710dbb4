/** Why: A teacher gives a vector, a score is one number. Cure: Name the column of vectors. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.mse({ columns: { text: 'sentence1', target: 'score' } }))
