/** Why: Pairs without scores and without negatives have no order. Cure: Use data with scores, or with negatives. */
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

export const refused = pipeline(rows, sbert, loss.angle())
