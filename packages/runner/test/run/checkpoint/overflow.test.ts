// Weights and moments are looked at when a checkpoint is written: with numbers that are not finite nothing could go on.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../../src/engine/engine.js'
import { openCheckpoints } from '../../../src/run/checkpoint/checkpoints.js'
import { chosenCheckpoint } from '../../../src/run/checkpoint/chosenCheckpoint.js'
import { isDivergence } from '../../../src/train/diverged.js'
import { allFinite } from '../../../src/train/notFinite.js'
import { beginning } from '../../../src/train/progress.js'

const run = mkdtempSync(join(tmpdir(), 'siamese-overflow-'))
test.after(() => rmSync(run, { recursive: true, force: true }))
await openEngine({ engine: 'wasm' })()

test('one number that is not finite is found wherever it is, and the largest that are do not count', () => {
  const numbers = Float32Array.from([0, -0, 3.4e38, -3.4e38, 1e-45, 3.4e38])
  assert.ok(allFinite(numbers) && allFinite(new Float32Array()))
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    for (let at = 0; at < numbers.length; at++) assert.not.ok(allFinite(numbers.with(at, wrong)), `${wrong} at ${at}`)
})

test('a checkpoint that holds none is not kept, the one before it stays, and the run is told which numbers', async () => {
  const values = { weight: [1, 2], head: [3], moment: [4, 5] }
  const checkpoints = openCheckpoints({
    run,
    stepper: {
      state: () => ({
        weights: { 'layer.weight': tf.tensor1d(values.weight) },
        head: { 'own.weight': tf.tensor1d(values.head) },
        moments: { 'layer.weight/second': tf.tensor1d(values.moment) },
        own: {},
      }),
    },
    before: {},
    there: [],
    tell: async () => {},
    flush: () => {},
  })
  const at = (step: number) => checkpoints.now({ ...beginning, step })
  assert.not.ok(isLeft(await at(1)))
  const wrong = [
    [{ weight: [1, Number.POSITIVE_INFINITY] }, 'in layer.weight and no'],
    [{ head: [Number.NaN] }, 'in head/own.weight and no'],
    [{ moment: [Number.NaN, 1], head: [Number.NaN] }, 'in head/own.weight, and in 1 more, and no'],
  ] as const
  for (const [change, said] of wrong) {
    const there = { ...values }
    Object.assign(values, change)
    const tensors = tf.memory().numTensors
    const kept = await at(1200)
    assert.is(tf.memory().numTensors, tensors)
    assert.ok(isLeft(kept))
    const [problem, ...more] = kept.left
    assert.is(more.length, 0)
    assert.ok(isDivergence(problem!) && !problem.finite)
    assert.is(
      problem.sentence,
      `step 1,200 left numbers that are not finite ${said} checkpoint of it is kept: lower learningRate, raise warmup, or begin from other weights`,
    )
    assert.equal(readdirSync(join(run, 'checkpoints')), ['step-00000001'], 'nothing of it is left')
    Object.assign(values, there)
  }
  const chosen = await chosenCheckpoint(run, undefined)
  assert.ok(!isLeft(chosen) && chosen.right?.step === 1)
  assert.not.ok(isLeft(await at(1200)))
  assert.ok(existsSync(join(run, 'checkpoints', 'step-00001200', 'checkpoint.json')))
})

test.run()
