/** Why: where the condition holds, the stage could not stand here. Cure: put the stage where it fits. */
import { encode, pipeline, tokenize, when } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const made = (normalized: boolean) =>
  pipeline(stsb, tokenize(minilm), encode(minilm), when(normalized, pool.normalize()), pool.mean())
export const once = made(true)
