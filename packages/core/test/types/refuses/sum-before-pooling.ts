/** Why: Losses compare whole sentences. Cure: Put a pooling before it. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import { minilm, triplets } from '../known.js'

export const refused = pipeline(triplets, tokenize(minilm), encode(minilm), loss.sum({ losses: [loss.triplet()] }))
