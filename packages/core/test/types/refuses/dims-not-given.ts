/**
 * Why: Which lengths an embedding should do for is for you to say.
 * Cure: Write the lengths, the largest first: `dims: [384, 128]`.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.matryoshka({ loss: loss.triplet() }))
