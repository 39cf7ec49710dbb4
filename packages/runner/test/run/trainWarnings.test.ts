import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planOf } from '../../src/plan.js'
import { trainWarnings } from '../../src/run/trainWarnings.js'
import { cosine, head, labelled, made, pairs, training } from './tiny.js'

const columns = { anchor: 'sentence1', positive: 'sentence2' }
const ranking = { stage: 'loss.multipleNegativesRanking', columns }
const warned = (loss: { readonly stage: string }, settings: object, steps?: number, data = pairs) => {
  const plan = planOf(made([...head, loss, training(settings)], data))
  if (isLeft(plan)) throw new Error(plan.left[0]!.sentence)
  return trainWarnings(plan.right, steps)
}

test('negatives are not shared between the batches of a step', () => {
  const sentence =
    'loss.multipleNegativesRanking takes its negatives from one batch: accumulate 4 gives it no more of them than batchSize 8 does; a larger batchSize with miniBatchSize 8 does'
  assert.equal(warned(ranking, { accumulate: 4 }), [sentence])
  assert.equal(warned(ranking, {}), [])
  assert.equal(warned(cosine, { accumulate: 4 }), [])
  assert.equal(warned({ stage: 'loss.sum', losses: [cosine, ranking] } as never, { accumulate: 4 }), [
    sentence.replace('multipleNegativesRanking', 'sum'),
  ])
})

test('parts are for losses that compare rows: for others they are a forward pass more than accumulating is', () => {
  assert.equal(warned(ranking, { batchSize: 64, miniBatchSize: 16 }), [])
  assert.equal(warned(cosine, { batchSize: 64, miniBatchSize: 16 }), [
    'miniBatchSize 16 embeds every row twice, and no loss compares rows: batchSize 16 with accumulate 4 does the same once',
  ])
})

test('a loss that compares labels wants them grouped', () => {
  const hardest = { stage: 'loss.batchHardTriplet', columns: { text: 'sentence1' } }
  assert.equal(warned(hardest, {}, undefined, labelled), [
    "loss.batchHardTriplet compares rows of a class in one batch, and shuffled may give it none: write sampler: 'grouped by label'",
  ])
  assert.equal(warned(hardest, { sampler: 'grouped by label' }, undefined, labelled), [])
})

test('a warm-up that takes all steps is pointed out, by the steps that are written or counted', () => {
  const all = (share: number, steps: string) =>
    `warmup ${share} takes ${steps}: the learning rate never reaches 1e-3; lower warmup, or train longer`
  assert.equal(warned(cosine, { warmup: 1 }, 12), [all(1, 'all 12 steps')])
  assert.equal(warned(cosine, { epochs: undefined, steps: 1 }), [all(0.1, 'the only step')])
  assert.equal(warned(cosine, { epochs: undefined, steps: 1, warmup: 0 }), [])
  assert.equal(warned(cosine, { warmup: 0.9 }, 12), [])
  assert.equal(warned(cosine, { warmup: 0.95 }, 12), [all(0.95, 'all 12 steps')])
})

test('an evaluation that never comes is pointed out', () => {
  assert.equal(warned(cosine, { evaluateEvery: 50 }, 12), [
    'evaluateEvery is 50, and there are 12 steps: nothing is evaluated on the way',
  ])
  assert.equal(warned(cosine, { evaluateEvery: 12 }, 12), [])
})

test.run()
