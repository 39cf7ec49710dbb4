/** Why: A column that is named must be there. Cure: Write one of the names that the sentence lists. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.multipleNegativesRanking({ columns: { negative: ['negativ'] } }))
