// tsc speaks for itself
/** Why: Rows are put together in one of these five ways. Cure: Write `'shuffled'`. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.triplet(), train({ epochs: 1, sampler: 'random' }))
