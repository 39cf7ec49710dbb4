import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

/** BERT as textbooks have it, with padding: what the packed one is compared with. [batch, length, hidden], zero where there is padding. */
export const paddedBert = (
  { layers, heads }: { readonly layers: number; readonly heads: number },
  weights: Weights,
  ids: readonly (readonly number[])[],
): tf.Tensor3D => {
  const [batch, length] = [ids.length, Math.max(...ids.map(each => each.length))]
  const mask = tf.tensor2d(ids.map(each => Array.from({ length }, (_, i) => (i < each.length ? 1 : 0))))
  const bias = tf.reshape(tf.mul(tf.sub(mask, 1), 1e9), [batch, 1, 1, length])
  const linear = (x: tf.Tensor2D, name: string): tf.Tensor2D =>
    tf.add(tf.matMul(x, weights[`${name}.weight`] as tf.Tensor2D, false, true), weights[`${name}.bias`]!)
  const norm = (x: tf.Tensor2D, name: string): tf.Tensor2D => {
    const { mean, variance } = tf.moments(x, 1, true)
    const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-12)))
    return tf.add(tf.mul(normal, weights[`${name}.weight`]!), weights[`${name}.bias`]!)
  }
  const table = (name: string) => weights[`embeddings.${name}_embeddings.weight`]!
  const hidden = table('word').shape[1]!
  const padded = ids.map(each => [...each, ...Array<number>(length - each.length).fill(0)])
  const words = tf.gather(table('word'), tf.tensor2d(padded, [batch, length], 'int32'))
  const positions = tf.slice(table('position'), [0, 0], [length, hidden])
  const sum = tf.add(tf.add(words, positions), tf.slice(table('token_type'), [0, 0], [1, hidden]))
  let x = norm(tf.reshape(sum, [batch * length, hidden]), 'embeddings.LayerNorm')
  const split = (y: tf.Tensor) => tf.transpose(tf.reshape(y, [batch, length, heads, hidden / heads]), [0, 2, 1, 3])
  for (let i = 0; i < layers; i++) {
    const name = `encoder.layer.${i}`
    const [q, k, v] = ['query', 'key', 'value'].map(part => split(linear(x, `${name}.attention.self.${part}`)))
    const scores = tf.add(tf.div(tf.matMul(q!, k!, false, true), Math.sqrt(hidden / heads)), bias)
    const mixed = tf.transpose(tf.matMul(tf.softmax(scores), v!), [0, 2, 1, 3])
    const attended = linear(tf.reshape(mixed, [batch * length, hidden]), `${name}.attention.output.dense`)
    const y = norm(tf.add(attended, x), `${name}.attention.output.LayerNorm`)
    const wide = linear(y, `${name}.intermediate.dense`)
    const active = tf.mul(tf.mul(wide, 0.5), tf.add(tf.erf(tf.div(wide, Math.SQRT2)), 1)) as tf.Tensor2D
    x = norm(tf.add(linear(active, `${name}.output.dense`), y), `${name}.output.LayerNorm`)
  }
  return tf.mul(tf.reshape(x, [batch, length, hidden]), tf.expandDims(mask, 2))
}
