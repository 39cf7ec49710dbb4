/** Why: It reads the encoder's layers, so what a stage between made would be dropped. Cure: Put it directly behind encode. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(
  stsb,
  tokenize(minilm),
  encode(minilm),
  pool.wordWeights(),
  pool.weightedLayers({ from: 2 }),
  pool.mean(),
)
