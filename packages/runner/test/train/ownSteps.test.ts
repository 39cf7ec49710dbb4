import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Batch } from '../../src/compute/batch.js'
import { openEngine } from '../../src/engine/engine.js'
import { eagerStepper } from '../../src/train/eagerStepper.js'
import { adamW } from '../../src/train/optimizers/adam.js'
import { ownSteps } from '../../src/train/ownSteps.js'

test('a task counts the steps in which it has a batch, once each', () => {
  const own = ownSteps()
  own.count([{ task: 'nli' }, { task: 'nli' }])
  own.count([{ task: 'stsb' }, { task: 'nli' }])
  own.count([{ task: 'stsb' }])
  assert.equal(
    ['nli', 'stsb', 'other'].map(task => own.of(task)),
    [2, 2, 0],
  )
})

test("a task's own parameters stay in the steps of others, and their first step is as long as any first", async () => {
  const engine = await openEngine({ engine: 'wasm' })()
  if (isLeft(engine)) throw new Error(engine.left[0]!.sentence)
  const before = tf.memory().numTensors
  const rule = {
    weightDecay: 0,
    optimizer: adamW({ beta1: 0.9, beta2: 0.999, epsilon: 0, divideBy: 'mean' }),
    clip: 1e9,
    seed: 1,
  }
  const stepper = eagerStepper(
    { ...rule, loss: (w, h, { task }) => ({ value: tf.add(tf.mul(w.shared!, 3), tf.mul(h[`${task}.own`]!, 2)) }) },
    { weights: { shared: tf.scalar(1) }, head: { 'a.own': tf.scalar(1), 'b.own': tf.scalar(1) } },
  )
  const found = (task: string, step: number): readonly number[] => {
    stepper.step({ batches: [{ task } as Batch], rate: 0.1, step })
    const { weights, head } = stepper.parameters()
    const numbers = [weights.shared!, head['a.own']!, head['b.own']!].map(each => each.dataSync()[0]!)
    tf.dispose([weights, head] as object as tf.TensorContainer)
    return numbers
  }
  // A gradient that is always the same moves a parameter by the rate, whatever it is: m̂ / √v̂ = 1.
  const expected = [
    ['a', [0.9, 0.9, 1]],
    ['a', [0.8, 0.8, 1]],
    ['b', [0.7, 0.8, 0.9]],
    ['a', [0.6, 0.7, 0.9]],
  ] as const
  for (const [step, [task, numbers]] of expected.entries())
    for (const [i, number] of found(task, step).entries())
      assert.ok(Math.abs(number - numbers[i]!) < 1e-6, `step ${step}: ${number}, not ${numbers[i]}`)
  stepper.close()
  assert.is(tf.memory().numTensors, before)
})

test.run()
