/** Why: What the embeddings are projected onto is as wide as the vectors of the teacher. Cure: Write their width. */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const rows = data(
  'rows',
  [
    ['text', 'text'],
    ['target', { vector: 768 }],
  ],
  { train: [] },
)

export const refused = pipeline(rows, sbert, loss.mse({ projection: 512 }))
