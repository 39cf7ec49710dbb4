/**
 * Why: A loss compares sentence embeddings, and here there is only text.
 * Cure: Put `tokenize`, `encode` and a pooling before it.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'

export const refused = pipeline(stsb, loss.cosineSimilarity())
