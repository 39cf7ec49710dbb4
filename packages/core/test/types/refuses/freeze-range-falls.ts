/** Why: A range of layers is written from the lower to the higher one. Cure: Write encoder.layer.0-3. */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  freeze({ parameters: ['encoder.layer.3-0'] }),
  train({ epochs: 1 }),
)
