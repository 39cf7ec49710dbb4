/** Why: Token ids have no vectors yet that could be joined. Cure: Put `encode` between `tokenize` and the pooling. */
import { pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), pool.mean())
