import { defineLoss, tf } from '@siamese/core'

/**
 * Two encoders that began as one and are trained apart tell from the product of their vectors whether two texts are the same:
 * Σ ln(1 + exp(u·v)) − y u·v, the sum of a batch's binary cross entropies. A copy of the encoder gives u, of `sentence1`; the encoder itself,
 * which is what is saved, gives v. y is the label, or 1 where both texts have the same tokens. Carlsson et al. 2021; Source:
 * ContrastiveTensionLoss.
 */
export const contrastiveTension = defineLoss({
  name: 'loss.contrastiveTension',
  about: 'Whether two texts are the same is told from the product of the vectors of two encoders that began as one',
  roles: ['sentence1: text', 'sentence2: text', 'label?: binary'],
  copies: { sentence1: 'alone' },
  alike: { label: ['sentence1', 'sentence2'] },
  apply: ({ 'copy.sentence1': u, sentence2: v, label }) => {
    const products = tf.sum(tf.mul(u, v), -1)
    return tf.sum(tf.sub(tf.softplus(products), tf.mul(products, label!)))
  },
})
