import * as tf from '@tensorflow/tfjs-core'
import { changes, stateOf, withDecay } from '../../graph/optimizer.js'
import type { Optimizer } from './optimizer.js'

/** Along the gradient, or along its running sum: `optimizer.sgd`. */
export const sgd = ({ momentum, dampening }: { readonly momentum: number; readonly dampening: number }): Optimizer =>
  descent({ momentum, dampening, looksAhead: false })

/** Along where the running sum will be: `optimizer.nesterov`. */
export const nesterov = ({ momentum }: { readonly momentum: number }): Optimizer =>
  descent({ momentum, dampening: 0, looksAhead: true })

const descent = ({
  momentum,
  dampening,
  looksAhead,
}: {
  readonly momentum: number
  readonly dampening: number
  readonly looksAhead: boolean
}): Optimizer => {
  /** How much of a gradient is added to the running sum: all of the first one. */
  const added = (t: number): number => (t === 1 ? 1 : 1 - dampening)
  return {
    state: momentum === 0 ? {} : { sum: 0 },
    scalars: { rate: 'times the rate', ...(dampening === 0 ? {} : { added: 'as it is' }) },
    feeds: ({ rate, t }) => ({ rate, ...(dampening === 0 ? {} : { added: added(t) }) }),
    record: (write, { handle }) => {
      const kept = write.constant([momentum], [], 'float32')
      return move => {
        const { name, shape, scalars, gate } = move
        const gradient = withDecay(write, move)
        const variable = handle(name, shape)
        if (momentum === 0)
          return changes(write, 'ResourceApplyGradientDescent', [variable, scalars.rate!, gradient], {}, [gate])
        const F = { T: { type: 'float32' } } as const
        const some = dampening === 0 ? gradient : write.op('Mul', [gradient, scalars.added!], F, shape, 'float32')
        const sum = handle(stateOf(name, 'sum'), shape)
        const inputs = [variable, sum, scalars.rate!, some, kept]
        return changes(write, 'ResourceApplyMomentum', inputs, { use_nesterov: looksAhead }, [gate])
      }
    },
    move: ({ weight, state }, given, { rate, t }, weightDecay) =>
      tf.tidy(() => {
        const gradient = weightDecay === 0 ? given : tf.add(given, tf.mul(weight, weightDecay))
        if (momentum === 0) return { weight: tf.sub(weight, tf.mul(gradient, rate)), state }
        const sum = tf.add(tf.mul(state.sum!, momentum), tf.mul(gradient, added(t)))
        const along = looksAhead ? tf.add(gradient, tf.mul(sum, momentum)) : sum
        return { weight: tf.sub(weight, tf.mul(along, rate)), state: { sum } }
      }),
  }
}
