/** Why: Every document has its score, so a row has a list of them. Cure: Name the column of lists. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const ranked = data(
  'ranked',
  [
    ['query', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
    ['negative_2', 'text'],
    ['scores', { score: [0, 1] }],
  ],
  { train: [] },
)

export const refused = pipeline(ranked, sbert, loss.distillKLDiv())
