import { tf } from '../tensors.cjs'

/** What an engine may have whole: all steps of one direction, and their gradients. The names of these kernels; the arguments as below. */
export const lstmKernel = 'BlockLSTM'
export const lstmGradientKernel = 'BlockLSTMGrad'

/**
 * An LSTM over steps, from zeros: x `[steps, rows, in]`, w `[in + hidden, 4 · hidden]`, b `[4 · hidden]` in the order of PyTorch's gates, input, forget,
 * cell, output. Gives h `[steps, rows, hidden]`. c' = σ(f) c + σ(i) tanh(g), h' = σ(o) tanh(c'). Hochreiter & Schmidhuber 1997; Gers et al. 2000.
 */
export const lstmSteps = (x: tf.Tensor3D, w: tf.Tensor2D, b: tf.Tensor1D): tf.Tensor3D =>
  tf.getKernel(lstmKernel, tf.getBackend()) === undefined ? stepByStep(x, w, b) : whole(x, w, b)

const whole = (x: tf.Tensor3D, w: tf.Tensor2D, b: tf.Tensor1D): tf.Tensor3D => {
  const op = tf.customGrad((...given) => {
    const [x, w, b, save] = given as unknown as [tf.Tensor3D, tf.Tensor2D, tf.Tensor1D, tf.GradSaveFunc]
    const made = tf.engine().runKernel<tf.Tensor[]>(lstmKernel, { x, w, b })
    save([x, w, b, ...made])
    return {
      value: made.at(-1)!,
      gradFunc: (dy, [x, w, b, i, cs, f, o, ci, co, h]) =>
        tf.engine().runKernel<tf.Tensor[]>(lstmGradientKernel, {
          ...{ x: x!, w: w!, b: b!, i: i!, cs: cs!, f: f!, o: o!, ci: ci!, co: co!, h: h! },
          dy: dy as tf.Tensor,
        }),
    }
  })
  return op(x, w, b) as tf.Tensor3D
}

const stepByStep = (x: tf.Tensor3D, w: tf.Tensor2D, b: tf.Tensor1D): tf.Tensor3D => {
  const [steps, rows, width] = x.shape
  const hidden = b.shape[0] / 4
  let [c, h] = [tf.zeros<tf.Rank.R2>([rows, hidden]), tf.zeros<tf.Rank.R2>([rows, hidden])]
  const all = Array.from({ length: steps }, (_, step) => {
    const given = tf.reshape(tf.slice(x, [step, 0, 0], [1, rows, width]), [rows, width]) as tf.Tensor2D
    const gates = tf.add<tf.Tensor2D>(tf.matMul(tf.concat([given, h], 1), w), b)
    const [i, f, g, o] = [0, 1, 2, 3].map(at => tf.slice(gates, [0, at * hidden], [rows, hidden])) as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor2D,
    ]
    c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)))
    h = tf.mul(tf.sigmoid(o), tf.tanh(c))
    return h
  })
  return tf.stack(all) as tf.Tensor3D
}
