/** Why: where the condition does not hold, what follows lacks the stage. Cure: choose between two stages that both lead on, or leave the condition out. */
import { encode, pipeline, tokenize, when } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

const made = (pooled: boolean) =>
  pipeline(stsb, tokenize(minilm), encode(minilm), when(pooled, pool.mean()), loss.cosineSimilarity())
export const never = made(false)
