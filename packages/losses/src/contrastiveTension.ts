import { defineLoss, tf } from '@siamese/core'

/**
 * Whether two texts are the same is told from the product of their vectors: Σ ln(1 + exp(u·v)) − y u·v, the sum of a batch's binary cross
 * entropies; y is 1 for a text beside itself. Meant for vectors of two encoders that began as one. Carlsson et al. 2021; Source:
 * ContrastiveTensionLoss.
 */
export const contrastiveTension = defineLoss({
  name: 'loss.contrastiveTension',
  about: 'Whether two texts are the same is told from the product of their vectors',
  roles: ['sentence1: text', 'sentence2: text', 'label: binary'],
  apply: ({ sentence1, sentence2, label }) => {
    const products = tf.sum(tf.mul(sentence1, sentence2), -1)
    return tf.sum(tf.sub(tf.softplus(products), tf.mul(products, label)))
  },
})
