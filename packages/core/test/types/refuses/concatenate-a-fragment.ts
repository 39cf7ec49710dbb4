/** Why: A fragment is stages one after another, not one pooling. Cure: Write the poolings themselves. */
import { encode, fragment, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

const units = fragment(pool.max(), pool.normalize())

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.concatenate(pool.mean(), units))
