/** Why: Negatives would be made easier, the harder they are. Cure: Write 0 or more. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.multipleNegativesRanking({ hardness: 'all', strength: -1 }))
