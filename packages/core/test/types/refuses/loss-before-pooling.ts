/**
 * Why: A loss compares one vector a sentence, and here there is one a token.
 * Cure: Put a pooling before it, as `pool.mean()`.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import { minilm, triplets } from '../known.js'

export const refused = pipeline(triplets, tokenize(minilm), encode(minilm), loss.triplet())
