/** Why: A margin is between the positive and a negative, a score belongs to a document. Cure: Give as many margins as negatives, or as many scores as documents. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['query', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
    ['negative_2', 'text'],
    ['scores', { vector: 4 }],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.marginMse())
