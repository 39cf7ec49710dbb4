/**
 * Why: It scales sentence embeddings to length 1, and before a pooling there are none.
 * Cure: Put it after the pooling.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.normalize(), pool.mean())
