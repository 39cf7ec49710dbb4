/**
 * Why: Scores of 0 to 5 and of 0 to 100 in one column would teach that all of the first are low.
 * Cure: Declare both with the range that they share, after scaling one of them.
 */
import { concatenate, data, text } from '@siamese/core'
import { stsb } from '../known.js'

const percent = data(
  'percent',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['score', { score: [0, 100] }],
  ],
  { train: [{ sentence1: 'A dog runs.', sentence2: 'A dog is running.', score: 95 }] },
)

export const refused = concatenate(stsb, percent)
