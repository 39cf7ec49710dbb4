/** Why: The column is there, but it holds numbers, and the role is text. Cure: Name a column with text. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity({ columns: { sentence2: 'score' } }))
