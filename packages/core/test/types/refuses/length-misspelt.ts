// tsc speaks for itself
/** Why: A setting that nobody reads would be ignored without a word. Cure: Write `maxLength`. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm, { maxlength: 128 }), encode(minilm), pool.mean())
