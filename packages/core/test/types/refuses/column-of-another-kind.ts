/** Why: The column is there, but it holds text, and the role is a number. Cure: Name a column with a score. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity({ columns: { score: 'sentence2' } }))
