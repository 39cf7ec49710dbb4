/** Why: Tokens are counted. Cure: Write a whole number. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm, { maxLength: 128.5 }), encode(minilm), pool.mean())
