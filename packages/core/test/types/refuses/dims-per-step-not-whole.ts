/**
 * Why: A length is drawn or it is not.
 * Cure: Write a whole number.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.matryoshka({ loss: loss.cosineSimilarity(), dims: [384, 64], dimsPerStep: 1.5 }),
)
