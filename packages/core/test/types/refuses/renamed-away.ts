/** Why: The column that played the role has another name now. Cure: Say so: `columns: { score: 'rating' }`. */
import { pipeline, rename } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(rename(stsb, { score: 'rating' }), sbert, loss.cosineSimilarity())
