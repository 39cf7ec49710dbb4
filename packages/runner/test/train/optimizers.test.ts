import { optimizer, type Stage } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import type { Moved } from '../../src/train/optimizers/optimizer.js'
import { optimizerOf } from '../../src/train/optimizers/optimizerOf.js'

test.before(async () => {
  const engine = await openEngine({ engine: 'wasm' })()
  if (isLeft(engine)) throw new Error(engine.left[0]!.sentence)
})

/** A weight of 1 after each of the gradients, at rate 0.1. */
const moved = (stage: Stage, weightDecay: number, gradients: readonly number[]): readonly number[] =>
  tf.tidy(() => {
    const { state, move } = optimizerOf(stage)
    const begun = Object.entries(state).map(([name, all]) => [name, tf.scalar(all)])
    let now: Moved = { weight: tf.scalar(1), state: Object.fromEntries(begun) }
    return gradients.map((gradient, i) => {
      now = move(now, tf.scalar(gradient), { rate: 0.1, t: i + 1 }, weightDecay)
      return now.weight.dataSync()[0]!
    })
  })
const near = (found: readonly number[], expected: readonly number[]) =>
  expected.forEach((value, i) =>
    assert.ok(Math.abs(found[i]! - value) < 1e-6, `step ${i + 1}: ${found[i]}, not ${value}`),
  )

test('sgd: along the gradient; with momentum along the running sum, of which the first gradient is all', () => {
  near(moved(optimizer.sgd(), 0, [2, -1]), [0.8, 0.9])
  // sums: 2, then 0.5 · 2 − 1 = 0, then 0 + 4
  near(moved(optimizer.sgd({ momentum: 0.5 }), 0, [2, -1, 4]), [0.8, 0.8, 0.4])
  // sums: 2, then 0.5 · 2 + 0.25 · (−1) = 0.75
  near(moved(optimizer.sgd({ momentum: 0.5, dampening: 0.75 }), 0, [2, -1]), [0.8, 0.725])
})

test('sgd: decay is a part of the gradient', () => {
  // 2 + 0.5 · 1, then 0 + 0.5 · 0.75
  near(moved(optimizer.sgd(), 0.5, [2, 0]), [0.75, 0.7125])
})

test('nesterov: along the gradient and what the running sum adds to it', () => {
  // sums: 2, then 0; moves 2 + 0.5 · 2, then −1 + 0.5 · 0
  near(moved(optimizer.nesterov({ momentum: 0.5 }), 0, [2, -1]), [0.7, 0.8])
})

test('adagrad: divided by the root of all squares, at a rate that falls', () => {
  near(moved(optimizer.adagrad(), 0, [3, -4]), [0.9, 0.98])
  // squares 16 + 9, then 25 + 0.75² …: 3/5, and at rate 0.1/2 a gradient of 0 moves nothing
  near(moved(optimizer.adagrad({ start: 16, rateDecay: 1 }), 0, [3, 0]), [0.94, 0.94])
})

test('adam: decay is a part of the gradient, so that the first step is as long as without it', () => {
  near(moved(optimizer.adam(), 0, [2]), [0.9])
  near(moved(optimizer.adam(), 0.5, [2]), [0.9])
  near(moved(optimizer.adamW(), 0.5, [2]), [0.85])
})

test('adam: the largest mean of squares divides where that is asked for', () => {
  // v: 4 · ½ = 2, then 1; the largest is 2, over 1 − ½² its root √(2 / 0.75); m without memory is the gradient
  const settings = { beta1: 0, beta2: 0.5, divideBy: 'largest' } as const
  near(moved(optimizer.adam(settings), 0, [2, 0, 1]).slice(0, 2), [0.9, 0.9])
  const third = 1 / Math.sqrt(2 / 0.875)
  near(moved(optimizer.adam(settings), 0, [2, 0, 1]).slice(2), [0.9 - 0.1 * third])
})

test.run()
