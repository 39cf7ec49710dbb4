/** Why: Every document has its score. Cure: Give as many scores as documents, or list the negatives that have one. */
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
    ['scores', { vector: 2 }],
  ],
  { train: [] },
)

export const refused = pipeline(ranked, sbert, loss.distillKLDiv())
