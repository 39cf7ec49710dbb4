/**
 * Why: The first pooling left one vector a sentence: there are no tokens to pool again.
 * Cure: Keep the one that is meant.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.mean(), pool.max())
