import { defineLoss, described, options, tf } from '@siamese/core'
import * as t from 'io-ts'
import { batchDistance, batchDistances } from './batchDistance.js'
import { hardest } from './hardest.js'

/**
 * Of each row of a batch, the farthest of its class lies nearer than the nearest of another, by `margin`: max(max d(a, p) − min d(a, n) +
 * margin, 0), a value a row. Batches need several rows of a class: `sampler: 'grouped by label'`. A row without a positive has distance 0
 * to it. Hermans et al. 2017; Source: BatchHardTripletLoss.
 */
export const batchHardTriplet = defineLoss({
  name: 'loss.batchHardTriplet',
  about: 'The farthest of a class is nearer than the nearest of another',
  roles: ['text: text', 'label: class'],
  options: options({
    margin: [described(t.number, 'By how much nearer it is'), 5],
    distance: [described(batchDistance, 'How far two sentences are apart'), 'euclidean'],
  }),
  smallestBatch: 3,
  compares: 'labels',
  apply: ({ text, label }, { margin, distance }) => {
    const { farthest, nearest } = hardest(batchDistances[distance](text), label)
    return tf.relu(tf.add(tf.sub(farthest, nearest), margin))
  },
})
