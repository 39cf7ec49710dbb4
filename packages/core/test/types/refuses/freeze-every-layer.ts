/**
 * Why: All layers, the embeddings and the head together are everything there is.
 * Cure: Leave some layers, or the head, out.
 */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
  freeze({ parameters: ['embeddings', 'encoder.layer.0-2'] }),
  freeze({ parameters: ['head', 'encoder.layer.3-5'] }),
  train({ epochs: 1 }),
)
