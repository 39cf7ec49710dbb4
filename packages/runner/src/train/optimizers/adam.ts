import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Node } from '../../graph/graph.js'
import { changes, type MoveNodes, stateOf, withDecay } from '../../graph/optimizer.js'
import type { Recorder } from '../../graph/recorder.js'
import type { Variables } from '../../graph/variables.js'
import type { Moved, Optimizer, StepTime } from './optimizer.js'

interface Moments {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  readonly divideBy: 'mean' | 'largest'
}

/** Running means of the gradient and of its square, from which decay keeps apart: `optimizer.adamW`. */
export const adamW = (moments: Moments): Optimizer => ({
  ...keptOf(moments),
  scalars: { ...scalars, decay: 'times the rate' },
  feeds: (at, weightDecay) => ({ ...adamScalars(at, moments), decay: at.rate * weightDecay }),
  record: (write, held) => {
    const apply = applyAdam(write, held, moments)
    return move => {
      const { name, shape, weight, weightDecay, scalars, gate } = move
      const F = { T: { type: 'float32' } } as const
      const decayed =
        weightDecay > 0
          ? held.subtract(name, shape, write.op('Mul', [weight, scalars.decay!], F, shape, 'float32'), [gate])
          : gate
      return apply(move, decayed)
    }
  },
  move: ({ weight, state }, gradient, at, weightDecay) =>
    tf.tidy(() =>
      moveAdam(
        { weight: weightDecay === 0 ? weight : tf.mul(weight, 1 - at.rate * weightDecay), state },
        gradient,
        at,
        moments,
      ),
    ),
})

/** The same with decay in the gradient: `optimizer.adam`. */
export const adam = (moments: Moments): Optimizer => ({
  ...keptOf(moments),
  scalars,
  feeds: at => adamScalars(at, moments),
  record: (write, held) => {
    const apply = applyAdam(write, held, moments)
    return move => apply({ ...move, gradient: withDecay(write, move) }, move.gate)
  },
  move: (moved, gradient, at, weightDecay) =>
    tf.tidy(() =>
      moveAdam(moved, weightDecay === 0 ? gradient : tf.add(gradient, tf.mul(moved.weight, weightDecay)), at, moments),
    ),
})

const scalars = { alpha: 'times the rate', epsilon: 'as it is' } as const satisfies Optimizer['scalars']

const keptOf = ({ divideBy }: Pick<Moments, 'divideBy'>): Pick<Optimizer, 'state'> => ({
  state: { first: 0, second: 0, ...(divideBy === 'largest' ? { largest: 0 } : {}) },
})

/** m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε), with the largest v so far where that divides. */
const moveAdam = (
  { weight, state }: Moved,
  gradient: tf.Tensor,
  { rate, t }: StepTime,
  { beta1, beta2, epsilon, divideBy }: Moments,
): Moved => {
  const first = tf.add(state.first!, tf.mul(tf.sub(gradient, state.first!), 1 - beta1))
  const second = tf.add(tf.mul(state.second!, beta2), tf.mul(tf.square(gradient), 1 - beta2))
  const largest: Weights = divideBy === 'largest' ? { largest: tf.maximum(state.largest!, second) } : {}
  const root = tf.add(tf.div(tf.sqrt(largest.largest ?? second), Math.sqrt(1 - beta2 ** t)), epsilon)
  return {
    weight: tf.sub(weight, tf.mul(tf.div(first, root), rate / (1 - beta1 ** t))),
    state: { first, second, ...largest },
  }
}

/** With `alpha` = η√(1 − β₂ᵗ)/(1 − β₁ᵗ) and `epsilon` = ε√(1 − β₂ᵗ) TensorFlow's Adam is PyTorch's. */
const applyAdam = (write: Recorder, { handle }: Variables, { beta1, beta2, divideBy }: Moments) => {
  const [zero, first, second] = [0, beta1, beta2].map(value => write.constant([value], [], 'float32'))
  const kept = Object.keys(keptOf({ divideBy }).state)
  const largest = divideBy === 'largest'
  return ({ name, shape, scalars, gradient }: MoveNodes, after: Node): Node =>
    changes(
      write,
      largest ? 'ResourceApplyAdamWithAmsgrad' : 'ResourceApplyAdam',
      [
        ...[name, ...kept.map(each => stateOf(name, each))].map(each => handle(each, shape)),
        zero!,
        zero!,
        scalars.alpha!,
        first!,
        second!,
        scalars.epsilon!,
        gradient,
      ],
      largest ? {} : { use_nesterov: false },
      [after],
    )
}

/** TensorFlow takes 1 − β in float32; both scalars are corrected for what that loses. */
const adamScalars = ({ rate, t }: StepTime, { beta1, beta2, epsilon }: Moments) => {
  const lost = Math.sqrt((1 - Math.fround(beta2)) / (1 - beta2))
  const lostFirst = (1 - Math.fround(beta1)) / (1 - beta1)
  const bias = Math.sqrt(1 - beta2 ** t)
  return { alpha: (((rate * bias) / (1 - beta1 ** t)) * lost) / lostFirst, epsilon: epsilon * bias * lost }
}
