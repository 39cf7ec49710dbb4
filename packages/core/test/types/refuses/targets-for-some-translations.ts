/** Why: Each translation is held against a vector of its own, or all against one. Cure: Give each its vector, or none. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['text', 'text'],
    ['translation', 'text'],
    ['translation_2', 'text'],
    ['target', { vector: 384 }],
    ['translationTarget', { vector: 384 }],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.mse())
