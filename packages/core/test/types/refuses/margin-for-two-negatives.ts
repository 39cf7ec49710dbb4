/** Why: One score is the margin to one negative. Cure: Give a list of margins, or list the negative that has one. */
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
    ['scores', { score: [0, 9] }],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.marginMse())
