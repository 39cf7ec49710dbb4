/**
 * Why: A pooling joins the vectors of the tokens, and here there is only text.
 * Cure: Put `tokenize` and `encode` before it.
 */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'

export const refused = pipeline(stsb, pool.mean())
