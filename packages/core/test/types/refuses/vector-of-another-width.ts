/**
 * Why: A difference needs as many numbers on both sides.
 * Cure: Use a teacher of this width, or a model of the width of the teacher.
 */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const taught = data(
  'taught',
  [
    ['text', 'text'],
    ['target', { vector: 768 }],
  ],
  { train: [] },
)

export const refused = pipeline(taught, sbert, loss.mse())
