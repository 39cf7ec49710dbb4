/** Why: One pooling is not put beside another. Cure: Write two or more, or the pooling alone. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.concatenate(pool.mean()))
