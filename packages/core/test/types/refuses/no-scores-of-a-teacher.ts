/** Why: Nobody says by how much a positive is nearer. Cure: Add a column of scores, or write teacher: a model that is in the lock. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['query', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.marginMse())
