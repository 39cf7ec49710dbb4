/**
 * Why: A negative weight would push earlier layers away from the last.
 * Cure: Write 0 or more.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.adaptiveLayer({ loss: loss.cosineSimilarity(), divergenceWeight: -0.5 }),
)
