/**
 * Why: `head` is the loss's own weights, and this loss has none.
 * Cure: Name parameters of the encoder, or leave head out.
 */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  freeze({ parameters: ['head'] }),
  train({ epochs: 1 }),
)
