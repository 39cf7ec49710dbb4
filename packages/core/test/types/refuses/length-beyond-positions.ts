/**
 * Why: An encoder has learned a vector for each position, and beyond the last there is none.
 * Cure: Choose at most the number of positions.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm, { maxLength: 600 }), encode(minilm), pool.mean())
