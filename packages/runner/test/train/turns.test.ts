import type { Sampling } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planOf } from '../../src/plan.js'
import { inMemory } from '../../src/sources/rows.js'
import { openSampler } from '../../src/train/sampler.js'
import { turnsIn, turnsOf } from '../../src/train/turns.js'
import { opened } from '../opened.js'
import { cosine, head, made, training } from '../run/tiny.js'

const plan = planOf(made([...head, cosine, training()]))
if (isLeft(plan)) throw new Error('a plan that fits')
const { train: settings, tasks } = plan.right
const samplersOf = (counts: readonly number[], written: object) =>
  Promise.all(
    counts.map(async count => {
      const rows = inMemory(Array.from({ length: count }, () => ({ sentence1: 'a' })))
      return opened(await openSampler({ ...settings!, batchSize: 2, seed: 42, ...written }, tasks[0]!, rows))
    }),
  )
const turns = async (
  counts: readonly number[],
  {
    sampling,
    seed = 42,
    ...written
  }: { readonly sampling: Sampling; readonly seed?: number; readonly batchSize?: number },
  epoch = 0,
) =>
  turnsOf(await samplersOf(counts, { seed, ...written }), { sampling, seed }, epoch).map(({ set, rows }) => [set, rows])

// What sentence-transformers 6.2 and torch 2 fed the losses of a training with batches of 2 and seed 42, two epochs each.
const proportional = [
  [1, [5, 0]],
  [1, [1, 2]],
  [0, [4, 0]],
  [2, [1, 0]],
  [0, [3, 1]],
  [0, [2]],
  [1, [3, 4]],
  [1, [6]],
  [1, [5, 2]],
  [1, [6, 1]],
  [2, [0, 1]],
  [0, [2, 1]],
  [1, [0, 4]],
  [0, [4, 0]],
  [1, [3]],
  [0, [3]],
]
const roundRobin = [
  [0, [2, 4]],
  [1, [4, 6]],
  [2, [2, 0]],
  [0, [3, 0]],
  [1, [2, 3]],
  [2, [1, 3]],
  [0, [3, 1]],
  [1, [4, 3]],
  [2, [3, 2]],
  [0, [4, 2]],
  [1, [2, 6]],
  [2, [1, 0]],
]

const epochs = async (counts: readonly number[], sampling: Sampling) => [
  ...(await turns(counts, { sampling }, 0)),
  ...(await turns(counts, { sampling }, 1)),
]

test("proportional: every batch of every data set, in the reference's order", async () => {
  assert.equal(await epochs([5, 7, 2], 'proportional'), proportional)
})

test("round-robin: in turn until the shortest has none left, in the reference's order", async () => {
  assert.equal(await epochs([5, 7, 4], 'round-robin'), roundRobin)
})

test('a short batch draws an order that nobody sees, as the reference does before the next data set begins', async () => {
  assert.equal(await turns([3, 9, 6], { sampling: 'proportional', batchSize: 4, seed: 5 }), [
    [2, [4, 3, 1, 2]],
    [0, [1, 0, 2]],
    [1, [0, 1, 6, 3]],
    [1, [2, 4, 5, 8]],
    [2, [0, 5]],
    [1, [7]],
  ])
})

test('a law of both, with every sampler: no row twice in an epoch, and as many batches as were told', async () => {
  for (const sampling of ['proportional', 'round-robin'] as const)
    for (const counts of [
      [1, 1],
      [9, 4],
      [3, 17, 6],
      [2, 2, 2, 31],
    ])
      for (const sampler of ['shuffled', 'as given', 'no duplicates'] as const) {
        const samplers = await samplersOf(counts, { sampler, batchSize: sampler === 'no duplicates' ? 1 : 4 })
        const all = turnsOf(samplers, { sampling, seed: 42 }, 1)
        assert.is(all.length, turnsIn(samplers, sampling, 1))
        const rows = all.flatMap(turn => turn.rows.map(row => `${turn.set} ${row}`))
        assert.is(new Set(rows).size, rows.length)
        if (sampling === 'proportional')
          assert.is(
            rows.length,
            counts.reduce((sum, count) => sum + count, 0),
          )
      }
})

test.run()
