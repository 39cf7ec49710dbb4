import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planOf } from '../../../src/plan.js'
import { runLength } from '../../../src/run/estimate/runLength.js'
import { lengthOf as stepsOf } from '../../../src/train/batches.js'
import { cosine, head, made, onDev, training } from '../tiny.js'

const onTest = { stage: 'evaluate.similarity', on: 'test' }
const lengthOf = (stages: Parameters<typeof made>[0], epochs: readonly number[]) => {
  const plan = planOf(made(stages))
  if (plan._tag === 'Left') throw new Error(plan.left[0]!.sentence)
  const { train } = plan.right
  return runLength(plan.right, train && stepsOf(epochs, train))
}

test('22 rows in batches of 8 are 3 steps an epoch; what chooses judges after each epoch, too', () => {
  const train = training({ epochs: 4, warmup: 0.25, best: 'dev.spearman_cosine' })
  assert.equal(lengthOf([...head, cosine, onDev, onTest, train], [3, 3, 3, 3]), {
    steps: 12,
    epochs: 4,
    warmup: 3,
    rounds: [6, 2],
  })
})

test('steps may end within an epoch, and evaluation every so many steps comes after the last, too', () => {
  const train = { stage: 'train', steps: 7, batchSize: 8, evaluateEvery: 3 }
  assert.equal(lengthOf([...head, cosine, onDev, onTest, train], [3]), {
    steps: 7,
    epochs: 7 / 3,
    warmup: 1,
    rounds: [5, 2],
  })
})

test('without training everything is judged once', () => {
  assert.equal(lengthOf([...head, onDev, onTest], []), { steps: 0, epochs: 0, warmup: 0, rounds: [1, 1] })
})

test.run()
