import { data, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const pairs = data(
  'pairs',
  [
    ['anchor', 'text'],
    ['positive', 'text'],
  ],
  { train: [] },
)
const ranked = data(
  'ranked',
  [
    ['anchor', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
    ['negative_2', 'text'],
    ['hard', 'text'],
  ],
  { train: [] },
)
const often = train({ epochs: 1, batchSize: 64, sampler: 'no duplicates' })

/** None, one, all that are named so, those that are listed, none of those; and a triplet that says which one it reads. */
export const none = pipeline(pairs, sbert, loss.multipleNegativesRanking(), often)
export const one = pipeline(triplets, sbert, loss.multipleNegativesRanking({ scale: 10 }), often)
export const named = pipeline(ranked, sbert, loss.multipleNegativesRanking(), often)
export const listed = pipeline(
  ranked,
  sbert,
  loss.multipleNegativesRanking({ columns: { negative: ['hard', 'negative'] } }),
  often,
)
export const leftOut = pipeline(ranked, sbert, loss.multipleNegativesRanking({ columns: { negative: [] } }), often)
export const triplet = pipeline(ranked, sbert, loss.triplet({ columns: { negative: 'negative_2' } }), often)

same<typeof none, Pipeline<'pairs', 384, 'minilm', 'trained'>>()
same<typeof one, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
same<typeof listed, Pipeline<'ranked', 384, 'minilm', 'trained'>>()
