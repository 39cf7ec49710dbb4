import { absolute, defineLoss, described, options, some, tf } from '@siamese/core'
import * as t from 'io-ts'

const parts = {
  u: (u: tf.Tensor2D, _v: tf.Tensor2D) => u,
  v: (_u: tf.Tensor2D, v: tf.Tensor2D) => v,
  '|u-v|': (u: tf.Tensor2D, v: tf.Tensor2D) => absolute(tf.sub(u, v)),
  'u*v': (u: tf.Tensor2D, v: tf.Tensor2D) => tf.mul(u, v),
}
type Part = keyof typeof parts
const part = t.keyof(parts, "'u', 'v', '|u-v|' or 'u*v'")

type Inputs = { readonly sentence1: tf.Tensor2D; readonly sentence2: tf.Tensor2D }
type Head = Readonly<Record<string, tf.Tensor>>

/** W [u; v; |u − v|] + b, `[rows, classes]`. */
const logits = ({ sentence1, sentence2 }: Inputs, names: readonly Part[], head: Head): tf.Tensor2D => {
  const features = tf.concat(names.map(name => parts[name](sentence1, sentence2)) as tf.Tensor2D[], 1)
  return tf.add(tf.matMul(features, head['classifier.weight'] as tf.Tensor2D, false, true), head['classifier.bias']!)
}

/**
 * Classes of sentence pairs: cross entropy of softmax(W [u; v; |u − v|] + b), a value a row. The head learns with the model.
 * `parts` says what is put side by side, in order. Head: `classifier.weight` `[classes, parts · width]`, `classifier.bias` `[classes]`.
 * Reimers & Gurevych 2019, § 3 (there without the bias).
 */
export const softmax = defineLoss({
  name: 'loss.softmax',
  about: 'Classes of sentence pairs, by a head that learns with the model: cross entropy of its softmax',
  roles: ['sentence1: text', 'sentence2: text', 'label: class'],
  options: options({
    parts: [
      described(some(part), 'What the head sees of the two embeddings, side by side in this order'),
      ['u', 'v', '|u-v|'],
    ],
  }),
  predicts: 'classes',
  weights: ({ width, classes }, { parts }) => ({
    'classifier.weight': [classes, parts.length * width],
    'classifier.bias': [classes],
  }),
  apply: ({ sentence1, sentence2, label }, { parts }, head) => {
    const scores = logits({ sentence1, sentence2 }, parts as readonly Part[], head)
    const chosen = tf.equal(tf.expandDims(label, 1), tf.range(0, scores.shape[1]))
    return tf.neg(tf.sum(tf.mul(tf.logSoftmax(scores), tf.cast(chosen, 'float32')), -1))
  },
  predict: (pair, { parts }, head) => logits(pair, parts as readonly Part[], head),
})
