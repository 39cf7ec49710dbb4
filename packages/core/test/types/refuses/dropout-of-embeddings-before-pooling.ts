/** Why: This dropout reads one vector a sentence. Cure: Put a pooling before it. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.dropout({ rate: 0.1 }), pool.mean())
