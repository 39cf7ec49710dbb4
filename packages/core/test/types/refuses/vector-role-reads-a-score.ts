/** Why: A number is no vector. Cure: Name the column that holds the vectors of the teacher. */
import { data, pipeline, score, text } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const scored = data(
  'scored',
  [
    ['text', text],
    ['target', score(0, 5)],
  ],
  { train: [] },
)

export const refused = pipeline(scored, sbert, loss.mse())
