/** Why: A role that the loss does not have would be mapped for nobody. Cure: Write one of its roles. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.softmax({ columns: { sentence1: 'premise', sentense2: 'hypothesis' } }),
)
