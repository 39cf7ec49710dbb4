/** Why: Scores are divided by it. Cure: Write a number above 0. */
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
    ['scores', { vector: 3 }],
  ],
  { train: [] },
)

export const refused = pipeline(ranked, sbert, loss.distillKLDiv({ temperature: 0 }))
