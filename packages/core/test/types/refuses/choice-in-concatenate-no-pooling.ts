/** Why: pool.concatenate joins poolings, whichever a sweep chooses, and a module is none. Cure: put the module behind it. */
import { choose, encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export default pipeline(
  stsb,
  tokenize(minilm),
  encode(minilm),
  pool.concatenate(choose(pool.mean(), pool.normalize()), pool.cls()),
)
