/** Why: insteadOf is the reader's proof that the declaration was seen, so it is the declaration itself. Cure: write the declared names in their order. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { mini, stsb } from '../known.js'

export const made = pipeline(stsb, tokenize(mini), encode(mini, { insteadOf: ['pool.mean'] }), pool.cls())
