// tsc speaks for itself
/** Why: A text is no number, even when it looks like one. Cure: Write the number without quotes. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm, { maxLength: '128' }), encode(minilm), pool.mean())
