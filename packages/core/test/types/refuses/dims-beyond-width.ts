/** Why: The embedding has no more numbers than that. Cure: Begin with the width of the embeddings, or less. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.matryoshka({ loss: loss.triplet(), dims: [512, 128] }))
