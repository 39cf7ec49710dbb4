/**
 * Why: A negative is a text, and this column is named as one.
 * Cure: Rename the column, or list the negatives: `columns: { negative: [] }`.
 */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const ranked = data(
  'ranked',
  [
    ['anchor', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
    ['negative_2', { score: [0, 1] }],
  ],
  { train: [] },
)

export const refused = pipeline(ranked, sbert, loss.multipleNegativesRanking())
