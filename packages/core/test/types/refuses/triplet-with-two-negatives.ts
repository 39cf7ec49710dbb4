/**
 * Why: A triplet has one negative, and the other one would be passed over in silence.
 * Cure: Use `loss.multipleNegativesRanking`, which reads all of them, or name the one to read.
 */
import { data, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { sbert } from '../sbert.js'

const ranked = data(
  'ranked',
  [
    ['anchor', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
    ['negative_2', 'text'],
  ],
  { train: [] },
)

export const refused = pipeline(ranked, sbert, loss.triplet())
