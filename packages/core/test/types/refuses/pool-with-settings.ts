// tsc speaks for itself
/**
 * Why: A setting that nobody reads would be ignored without a word.
 * Cure: Remove it: the width of a mean is the width of the encoder.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.mean({ width: 384 }))
