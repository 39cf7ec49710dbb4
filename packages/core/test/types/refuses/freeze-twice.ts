/** Why: A path that stands twice is mostly meant to be another one. Cure: Leave it out, or name what was meant. */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  freeze({ parameters: ['encoder.layer.0', 'encoder.layer.0'] }),
  train({ epochs: 1 }),
)
