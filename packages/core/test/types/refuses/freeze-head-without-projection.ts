/**
 * Why: loss.mse has weights of its own only where it projects the embeddings to another width.
 * Cure: Write projection, name parameters of the encoder, or leave head out.
 */
import { data, freeze, pipeline, train } from '@siamese/core'
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

export const refused = pipeline(rows, sbert, loss.mse(), freeze({ parameters: ['head'] }), train({ epochs: 1 }))
