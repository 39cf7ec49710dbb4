/** Why: A loss of several reads the columns of its own data set alone. Cure: Map its roles to columns of that data set, or choose a loss that fits. */
import { multitask, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  both,
  sbert,
  multitask({ nli: loss.softmax({ columns }), stsb: loss.softmax({ columns: { label: 'score' } }) }),
)
