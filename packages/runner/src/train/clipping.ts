import * as tf from '@tensorflow/tfjs-core'

/** √Σ‖g‖² over all gradients; 0 where there is none. */
export const globalNorm = (gradients: readonly tf.Tensor[]): tf.Scalar =>
  gradients.length === 0
    ? tf.scalar(0)
    : tf.tidy(() => tf.sqrt(tf.addN(gradients.map(gradient => tf.sum(tf.square(gradient))))))

/** min(1, limit / (norm + 1e-6)): what every gradient is multiplied with. Source: torch.nn.utils.clip_grad_norm_. */
export const clipScale = (norm: tf.Scalar, limit: number): tf.Scalar =>
  tf.tidy(() => tf.minimum(1, tf.div(limit, tf.add(norm, 1e-6))))
