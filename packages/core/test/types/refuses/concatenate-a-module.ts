/** Why: A module reads what a pooling gives, not tokens. Cure: Put it behind the poolings. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.concatenate(pool.mean(), pool.normalize()))
