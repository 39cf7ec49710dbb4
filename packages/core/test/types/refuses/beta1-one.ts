/**
 * Why: A mean that keeps all of what it was never sees a gradient.
 * Cure: Choose a number from 0 to below 1; 0.9 is usual.
 */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, optimizer: optimizer.adamW({ beta1: 1 }) }),
)
