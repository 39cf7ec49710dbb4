/** Why: The same length twice only doubles its weight. Cure: Write each once, and `weights` for more weight. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.matryoshka({ loss: loss.triplet(), dims: [256, 128, 128] }))
