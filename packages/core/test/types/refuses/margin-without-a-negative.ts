/** Why: A margin lies between a positive and a negative. Cure: Use data with negatives, or say with columns which they are. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['query', 'text'],
    ['positive', 'text'],
    ['scores', { score: [0, 9] }],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.marginMse())
