/**
 * Why: It is the share of a new gradient that is left out of the running sum.
 * Cure: Choose a number from 0 to 1; 0 is usual.
 */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, optimizer: optimizer.sgd({ momentum: 0.9, dampening: 2 }) }),
)
