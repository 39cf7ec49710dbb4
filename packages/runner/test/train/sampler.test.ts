import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planOf } from '../../src/plan.js'
import { inMemory } from '../../src/sources/rows.js'
import { openSampler } from '../../src/train/sampler.js'
import { opened } from '../opened.js'
import { cosine, head, labelled, made, pairs, training } from '../run/tiny.js'

const planned = (settings: object, loss: { readonly stage: string } = cosine, data = pairs) => {
  const plan = planOf(made([...head, loss, training(settings)], data))
  if (isLeft(plan)) throw new Error(plan.left[0]!.sentence)
  return { settings: plan.right.train!, loss: plan.right.tasks[0]! }
}
const row = (n: number) => ({ sentence1: `${n}`, sentence2: `${n + 100}`, score: 1 })
const open = (count: number, written: object) => {
  const { settings, loss } = planned(written)
  return openSampler(settings, loss, inMemory(Array.from({ length: count }, (_, n) => row(n))))
}

test('shuffled: the order of epoch e is torch.randperm of a generator seeded seed + e', async () => {
  const { batches, total, stepsPerEpoch } = opened(await open(10, { epochs: 3, batchSize: 4, seed: 42 }))
  assert.equal(batches(0), [
    [2, 6, 1, 8],
    [4, 5, 0, 9],
    [3, 7],
  ])
  assert.equal(batches(1), [
    [8, 4, 9, 0],
    [5, 1, 6, 7],
    [2, 3],
  ])
  assert.equal([total, stepsPerEpoch], [9, 3])
  const large = opened(await open(5749, { epochs: 3, batchSize: 20, seed: 42 }))
  assert.equal(
    large.batches(0)[0],
    [
      4103, 2688, 3149, 865, 1975, 1084, 2867, 4935, 5438, 1822, 3311, 3009, 5251, 3439, 1240, 2681, 4509, 3444, 4897,
      3785,
    ],
  )
  assert.equal(large.batches(2)[0]!.slice(0, 5), [2926, 4632, 2313, 4228, 5242])
})

test('as given: the same in every epoch', async () => {
  const { batches } = opened(await open(5, { batchSize: 2, sampler: 'as given' }))
  assert.equal(
    [batches(0), batches(3)],
    [
      [[0, 1], [2, 3], [4]],
      [[0, 1], [2, 3], [4]],
    ],
  )
})

test('no duplicates: of the columns that the loss reads, and the steps are those that there are', async () => {
  const { settings, loss } = planned({ epochs: 2, batchSize: 4, sampler: 'no duplicates', accumulate: 2 })
  const same = Array.from({ length: 6 }, (_, n) => ({ ...row(n), sentence1: 'the same', note: 'the same' }))
  const alone = opened(await openSampler(settings, loss, inMemory(same)))
  assert.equal(
    alone.batches(0).map(batch => batch.length),
    [1, 1, 1, 1, 1, 1],
  )
  assert.equal([alone.stepsPerEpoch, alone.total], [3, 6])
  const other = opened(await openSampler(settings, loss, inMemory(same.map((each, n) => ({ ...each, ...row(n) })))))
  assert.equal(
    other.batches(1).map(batch => batch.length),
    [4, 2],
  )
})

test('grouped by label: by the class that the loss reads, drawn anew for each epoch, the same each time', async () => {
  const { settings, loss } = planned(
    { epochs: 2, batchSize: 4, sampler: 'grouped by label' },
    { stage: 'loss.softmax' },
    labelled,
  )
  const rows = Array.from({ length: 24 }, (_, n) => ({ ...row(n), label: n % 3 }))
  const { batches, total } = opened(await openSampler(settings, loss, inMemory(rows)))
  assert.is(total, batches(0).length + batches(1).length)
  assert.equal(batches(1), batches(1))
  assert.not.equal(batches(0), batches(1))
  for (const batch of batches(0)) assert.is(new Set(batch.map(n => n % 3)).size, 2)
})

test('rows that cannot be grouped are refused, where training would never end', async () => {
  const { settings, loss } = planned({ batchSize: 4, sampler: 'grouped by label' }, { stage: 'loss.softmax' }, labelled)
  const found = await openSampler(settings, loss, inMemory([0, 1, 2].map(n => ({ ...row(n), label: n }))))
  assert.equal(
    isLeft(found) && found.left.sentence,
    'train: grouped by label needs two classes with two rows each; label of train has none: add rows, or choose another sampler',
  )
  const alone = await openSampler(settings, loss, inMemory([0, 1, 2].map(n => ({ ...row(n), label: n % 2 }))))
  assert.match(isLeft(alone) ? alone.left.sentence : '', /label of train has one: add rows, or choose another sampler$/)
})

test('steps that are written are all that there are', async () => {
  assert.is(opened(await open(10, { epochs: undefined, steps: 7, batchSize: 4 })).total, 7)
})

test.run()
