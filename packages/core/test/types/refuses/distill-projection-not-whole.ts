/** Why: A vector has a whole number of numbers. Cure: Write how many numbers the vectors of the teacher have. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['text', 'text'],
    ['target', { vector: 384 }],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.embedDistill({ projection: 2.5 }))
