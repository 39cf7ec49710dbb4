/** Why: There is one negative, so one margin. Cure: Give one margin, or the two scores whose difference it is. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['query', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
    ['scores', { vector: 3 }],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.marginMse())
