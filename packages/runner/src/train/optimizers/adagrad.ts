import * as tf from '@tensorflow/tfjs-core'
import { changes, stateOf, withDecay } from '../../graph/optimizer.js'
import type { Optimizer } from './optimizer.js'

/** Divided by the root of all squared gradients so far: `optimizer.adagrad`. */
export const adagrad = ({
  rateDecay,
  start,
  epsilon,
}: {
  readonly rateDecay: number
  readonly start: number
  readonly epsilon: number
}): Optimizer => {
  const falls = (rate: number, t: number): number => rate / (1 + (t - 1) * rateDecay)
  return {
    state: { squares: start },
    scalars: { rate: 'times the rate' },
    feeds: ({ rate, t }) => ({ rate: falls(rate, t) }),
    record: (write, { handle }) => {
      const small = write.constant([epsilon], [], 'float32')
      return move => {
        const { name, shape, scalars } = move
        const inputs = [
          handle(name, shape),
          handle(stateOf(name, 'squares'), shape),
          scalars.rate!,
          small,
          withDecay(write, move),
        ]
        return changes(write, 'ResourceApplyAdagradV2', inputs, { update_slots: true }, [move.gate])
      }
    },
    move: ({ weight, state }, given, { rate, t }, weightDecay) =>
      tf.tidy(() => {
        const gradient = weightDecay === 0 ? given : tf.add(given, tf.mul(weight, weightDecay))
        const squares = tf.add(state.squares!, tf.square(gradient))
        const step = tf.div(gradient, tf.add(tf.sqrt(squares), epsilon))
        return { weight: tf.sub(weight, tf.mul(step, falls(rate, t))), state: { squares } }
      }),
  }
}
