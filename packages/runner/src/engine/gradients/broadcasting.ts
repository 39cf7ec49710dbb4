import * as tf from '@tensorflow/tfjs-core'
import { sumTo } from './places.js'

type Slopes = (a: tf.Tensor, b: tf.Tensor, dy: tf.Tensor) => readonly [a: tf.Tensor, b: tf.Tensor]

/** Of two operands that broadcast. tfjs forgets here that one may have been repeated. */
const ofTwo = (
  kernelName: string,
  slopeA: (...of: Parameters<Slopes>) => tf.Tensor,
  slopeB: typeof slopeA,
): tf.GradConfig => ({
  kernelName,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved as [tf.Tensor, tf.Tensor]
    return {
      a: () => sumTo(slopeA(a, b, dy as tf.Tensor), a.shape),
      b: () => sumTo(slopeB(a, b, dy as tf.Tensor), b.shape),
    }
  },
})
const where = (condition: tf.Tensor, dy: tf.Tensor) => tf.mul(dy, tf.cast(condition, 'float32'))

const maximum = ofTwo(
  'Maximum',
  (a, b, dy) => where(tf.greaterEqual(a, b), dy),
  (a, b, dy) => where(tf.less(a, b), dy),
)
const minimum = ofTwo(
  'Minimum',
  (a, b, dy) => where(tf.lessEqual(a, b), dy),
  (a, b, dy) => where(tf.greater(a, b), dy),
)
const squaredDifference = ofTwo(
  'SquaredDifference',
  (a, b, dy) => tf.mul(dy, tf.mul(tf.sub(a, b), 2)),
  (a, b, dy) => tf.mul(dy, tf.mul(tf.sub(b, a), 2)),
)

/** x > 0 ? x : alpha · x */
const prelu: tf.GradConfig = {
  kernelName: 'Prelu',
  inputsToSave: ['x', 'alpha'],
  gradFunc: (upstream, saved) => {
    const [x, alpha] = saved as [tf.Tensor, tf.Tensor]
    const dy = upstream as tf.Tensor
    return {
      x: () => sumTo(tf.where(tf.greater(x, 0), dy, tf.mul(dy, alpha)), x.shape),
      alpha: () => sumTo(tf.mul(dy, tf.minimum(x, 0)), alpha.shape),
    }
  },
}

/** dA = dC · Bᵀ and dB = Aᵀ · dC, turned as the operands were. One matrix for a whole batch is one product. */
const product: tf.GradConfig = {
  kernelName: 'BatchMatMul',
  inputsToSave: ['a', 'b'],
  gradFunc: (upstream, saved, attributes) => {
    const [a, b] = saved as [tf.Tensor, tf.Tensor]
    const dy = upstream as tf.Tensor
    const { transposeA, transposeB } = attributes as unknown as Turned
    const shared = b.rank === 2 && a.rank > 2 && !transposeA
    const [left, up] = shared ? [rows(a), rows(dy)] : [a, dy]
    return {
      a: () => sumTo(transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB), a.shape),
      b: () =>
        sumTo(transposeB ? tf.matMul(up, left, true, transposeA) : tf.matMul(left, up, !transposeA, false), b.shape),
    }
  },
}
interface Turned {
  readonly transposeA: boolean
  readonly transposeB: boolean
}
const rows = (x: tf.Tensor): tf.Tensor => tf.reshape(x, [-1, x.shape.at(-1)!])

export const broadcasting: readonly tf.GradConfig[] = [maximum, minimum, squaredDifference, prelu, product]
