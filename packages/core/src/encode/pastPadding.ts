import { tf } from '../../tensors.cjs'
import type { EncoderInput } from './architecture.js'

/**
 * Positions as fairseq counts them: the first token of a sentence has the one after the id of padding, and so on; a padding token
 * that stands in a text has the id itself and is not counted. int32 [tokens].
 */
export const pastPadding = (
  { tokens, positions }: Pick<EncoderInput, 'tokens' | 'positions'>,
  padding: number,
): tf.Tensor1D => {
  const real = tf.cast(tf.notEqual(tokens, tf.scalar(padding, 'int32')), 'int32')
  const counted = tf.cumsum(real)
  const first = tf.sub(tf.cumsum(tf.onesLike(tokens), 0, true), positions)
  const before = tf.gather(tf.sub(counted, real), tf.cast(first, 'int32') as tf.Tensor1D)
  return tf.add(tf.mul(tf.sub(counted, before), real), tf.scalar(padding, 'int32'))
}
