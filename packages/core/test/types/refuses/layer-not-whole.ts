/**
 * Why: There is no output between two layers.
 * Cure: Choose a whole number.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm, { layer: 1.5 }), pool.mean())
