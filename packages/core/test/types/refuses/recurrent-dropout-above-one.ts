/** Why: It is a share of the numbers between two layers. Cure: Choose a number from 0 to below 1. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(
  stsb,
  tokenize(minilm),
  encode(minilm),
  pool.lstm({ hidden: 8, stacked: 2, dropout: 2 }),
)
