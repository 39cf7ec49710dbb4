/** Why: Cutting reads one vector a sentence. Cure: Put a pooling before it. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.truncate({ width: 128 }), pool.mean())
