import { defineLoss, described, options, tf } from '@siamese/core'
import { batchDistance, batchDistances } from './batchDistance.js'
import { hardest } from './hardest.js'

/**
 * Of each row of a batch, the farthest of its class lies nearer than the nearest of another, the more the better: ln(1 + exp(max d(a, p) −
 * min d(a, n))), a value a row; there is no margin to choose. Batches need several rows of a class: `sampler: 'grouped by label'`.
 * Hermans et al. 2017; Source: BatchHardSoftMarginTripletLoss.
 */
export const batchHardSoftMarginTriplet = defineLoss({
  name: 'loss.batchHardSoftMarginTriplet',
  about: 'The farthest of a class is nearer than the nearest of another, without a margin to choose',
  roles: ['text: text', 'label: class'],
  options: options({ distance: [described(batchDistance, 'How far two sentences are apart'), 'euclidean'] }),
  smallestBatch: 3,
  compares: 'labels',
  apply: ({ text, label }, { distance }) => {
    const { farthest, nearest } = hardest(batchDistances[distance](text), label)
    return tf.softplus(tf.sub(farthest, nearest))
  },
})
