/**
 * Why: The metrics are of sentence embeddings, and here there is one vector a token.
 * Cure: Put a pooling before it, as `pool.mean()`.
 */
import { encode, evaluate, pipeline, tokenize } from '@siamese/core'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), evaluate.similarity({ on: 'dev' }))
