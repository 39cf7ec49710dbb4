/** Why: Rows are grouped by the class that a loss reads, in every data set. Cure: Group only where each loss reads a class column. */
import { multitask, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  both,
  sbert,
  multitask({ nli: loss.softmax({ columns }), stsb: loss.cosineSimilarity() }),
  train({ epochs: 1, sampler: 'grouped by label' }),
)
