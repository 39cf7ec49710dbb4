import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Batch } from '../../src/compute/batch.js'
import { planOf } from '../../src/plan.js'
import { inMemory } from '../../src/sources/rows.js'
import { train } from '../../src/train/loop.js'
import { openSampler } from '../../src/train/sampler.js'
import { sourceOf } from '../../src/train/source.js'
import type { Stepper } from '../../src/train/stepper.js'
import { smaller } from '../../src/train/takenStep.js'
import { opened as orThrow } from '../opened.js'
import { cosine, head, made, training } from '../run/tiny.js'

const plan = planOf(made([...head, cosine, training({ batchSize: 3, accumulate: 2 })]))
if (isLeft(plan)) throw new Error('a plan that fits')
const settings = plan.right.train!
const batch = { texts: { ids: { size: 1 } }, labels: {}, truncated: 0, padded: 1 } as unknown as Batch // nothing reads it here
const rows = inMemory(Array.from({ length: 12 }, (_, n) => ({ n })))
const sampler = orThrow(await openSampler(settings, plan.right.tasks[0]!, rows))
const source = {
  ...sourceOf([{ split: 'train', rows, collation: undefined as never }], [sampler], 'round-robin', settings),
  read: async () => ({ rows: [], vectors: {} }),
  collate: () => batch,
}
const stepping = (step: Stepper['step']) =>
  train({
    settings,
    source,
    stepper: { step } as Stepper, // the loop asks for nothing else before a best
    report: async () => {},
  })

test('a step that finds no memory ends the training in a sentence', async () => {
  const ended = await stepping(({ step }) => {
    if (step === 0) return { losses: [1, 1], parts: [{}, {}], norm: 1, finite: true }
    throw new Error('Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[1024,1024] and type float')
  })
  assert.equal(isLeft(ended) && ended.left.map(({ sentence }) => sentence), [
    'step 2: there is no memory for 4.0 MiB more (float [1024, 1024]): lower batchSize or maxLength; batchSize 2 with accumulate 4 takes as many rows a step; miniBatchSize 2 keeps the batch',
  ])
})

test('any other error of a step is our own', async () => {
  const thrown = await stepping(() => {
    throw new Error('internal: odd')
  }).catch(error => error.message)
  assert.is(thrown, 'internal: odd')
})

test('a batch of one row cannot be made smaller', () => {
  assert.is(smaller({ batchSize: 1, miniBatchSize: undefined, accumulate: 1 }), 'lower maxLength')
})

test.run()
