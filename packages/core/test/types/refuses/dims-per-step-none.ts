/**
 * Why: Without a length nothing is learned.
 * Cure: Draw one length or more, or leave dimsPerStep out.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.matryoshka({ loss: loss.cosineSimilarity(), dims: [384, 64], dimsPerStep: 0 }),
)
