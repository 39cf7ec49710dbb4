/**
 * Why: The name alone is the constructor; calling it makes the stage.
 * Cure: Write the parentheses, `pool.mean()`, also where there is nothing to set.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.mean)
