/** Why: A margin is a number. Cure: Name the column of margins. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['query', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
    ['scores', { class: ['a', 'b'] }],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.marginMse())
