/** Why: A pooling leaves one vector a sentence, and an encoder reads tokens. Cure: Put `encode` before the pooling. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.mean(), encode(minilm))
