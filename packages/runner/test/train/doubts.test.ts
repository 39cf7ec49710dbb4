import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { trainingDoubts } from '../../src/train/doubts.js'
import { falls, mannKendall, welch } from '../../src/train/trend.js'
import { uniformOf } from '../../src/train/uniform.js'

/** Sums of twelve uniform numbers: normal, of deviation 1. */
const normals = (seed: number, count: number): readonly number[] => {
  return Array.from({ length: count }, (_, step) => {
    const uniform = uniformOf(seed, { step, place: 0 })
    return Array.from({ length: 12 }, uniform).reduce((sum, each) => sum + each, -6)
  })
}
const heard = (losses: readonly number[], of: { rate?: number; norm?: number; task?: string } = {}) => {
  const doubts = trainingDoubts()
  return losses.flatMap((loss, i) => doubts({ step: i + 1, total: losses.length, loss, rate: 1e-5, norm: 1, ...of }))
}

test('ranks: of 1, 2, 3 falling all three pairs do, of 2, 1, 3 one', () => {
  // S = −3 and 1, less one towards 0 for continuity; variance 3 · 2 · 11 / 18 = 11 / 3.
  assert.ok(Math.abs(mannKendall([3, 2, 1]) + 2 / Math.sqrt(11 / 3)) < 1e-12)
  assert.is(mannKendall([2, 1, 3]), 0)
})

test("Welch's t of 1, 3 against 6, 8 is −5 / √(2 / 2 + 2 / 2)", () => {
  assert.ok(Math.abs(welch([1, 3], [6, 8]) + 5 / Math.SQRT2) < 1e-12)
  assert.is(welch([1, 1], [1, 1]), 0)
})

test('a loss that falls is not warned about, however noisy its steps are', () => {
  for (let seed = 0; seed < 20; seed++) {
    const noise = normals(seed, 400)
    // From 1 to 0.5 with a deviation of 0.3; by half at once, and then not any more; by a curve.
    assert.equal(heard(noise.map((each, i) => 1 - (0.5 * i) / 400 + 0.3 * each)), [])
    assert.equal(heard(noise.map((each, i) => (i < 30 ? 1 : 0.5) + 0.3 * each)), [])
    assert.equal(heard(noise.map((each, i) => 0.2 + Math.exp(-i / 40) + 0.1 * each)), [])
  }
})

test('one that rises is warned about by the middle, once, and one that does not fall at the end', () => {
  let warned = 0
  for (let seed = 0; seed < 40; seed++) {
    const flat = normals(seed, 400).map(each => 0.7 + 0.1 * each)
    if (heard(flat).length === 1) warned++
    assert.is(heard(flat).length === 1, !falls(flat))
    const rising = flat.map((each, i) => each + i / 400)
    const [sentence, ...more] = heard(rising)
    assert.match(
      sentence!,
      /^the loss shows no fall in 200 steps, 0\.\d+ at first and 1\.\d+ now: look at learningRate/,
    )
    assert.equal(more, [])
  }
  // Each of the two tests is wrong of a flat loss in 5 and 1 of a hundred.
  assert.ok(warned >= 34, `${warned} of 40`)
})

test('a short training says nothing about its loss', () => {
  assert.equal(heard(Array.from({ length: 99 }, (_, i) => i)), [])
})

test('a loss that is always the same, a gradient and a rate that are always 0 are said', () => {
  assert.equal(heard(Array.from({ length: 40 }, () => 0.25)), [
    'the loss was 0.25 at every step so far: it does not depend on what is trained',
  ])
  const falling = Array.from({ length: 20 }, (_, i) => 1 - i / 20)
  assert.equal(heard(falling, { norm: 0, rate: 0 }), [
    'the learning rate was 0 at every step so far: nothing is learned',
    "the model's gradient was 0 at every step so far: the loss does not move it",
  ])
  assert.equal(heard([1, 0.5], { norm: 0 }).length, 1)
})

test('each data set has its own loss', () => {
  const doubts = trainingDoubts()
  const found = Array.from({ length: 400 }, (_, i) =>
    doubts({ step: i + 1, total: 400, loss: i % 2 ? 1 - i / 500 : i, rate: 1, norm: 1, task: i % 2 ? 'nli' : 'stsb' }),
  ).flat()
  assert.equal(found, [
    'the loss of stsb shows no fall in 100 steps, 9.000 at first and 189.0 now: look at learningRate and at the data',
  ])
})

test('a run that goes on is judged by the steps before it, too, and is told nothing twice', () => {
  // It fell to 0.04 in the first half, and stays there.
  const steps = Array.from({ length: 400 }, (_, i) => ({
    step: i + 1,
    total: 400,
    loss: i < 200 ? 1 - i / 210 : 0.05 - (i % 7) / 1000,
    rate: 1e-5,
    norm: 1,
  }))
  const said = (from: number) => {
    const doubts = trainingDoubts(steps.slice(0, from))
    return steps.slice(from).flatMap(doubts)
  }
  assert.equal(said(0), [])
  assert.equal(said(250), [])
  assert.is(steps.slice(250).flatMap(trainingDoubts()).length, 1, 'its own steps alone would look like no fall')
  const still = steps.map(step => ({ ...step, rate: 0 }))
  assert.equal(still.slice(30).flatMap(trainingDoubts(still.slice(0, 30))), [], 'the process before has told of it')
})

test.run()
