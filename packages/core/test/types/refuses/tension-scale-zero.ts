/** Why: Its logarithm is learned, and 0 has none. Cure: Leave it out for 20, or write a number above 0. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.contrastiveTensionInBatch({ scale: 0 }))
