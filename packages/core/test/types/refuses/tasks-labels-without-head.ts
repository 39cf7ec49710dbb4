/** Why: The loss of that data set predicts no classes. Cure: Score a split of a data set whose loss has a head, as loss.softmax. */
import { evaluate, multitask, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  both,
  sbert,
  multitask({ nli: loss.softmax({ columns }), stsb: loss.cosineSimilarity() }),
  evaluate.labels({ on: 'stsb.dev' }),
)
