import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { defineEvaluator } from '../src/evaluator.js'
import { adam, adamW, sgd } from '../src/optimizers.js'
import { check } from '../src/pipeline.js'
import { polynomial } from '../src/schedules.js'
import { settingsOf } from '../src/stage.js'
import { train } from '../src/train.js'
import { dotLoss, encoded, pairs, sum } from './toys.js'

const scored = defineEvaluator({
  name: 'evaluate.scored',
  roles: ['sentence1: text'],
  reads: 'embeddings',
  metrics: ['quality'],
  score: () => ({ quality: 1 }),
})
const said = (settings: object) =>
  check(pairs, [
    ...encoded,
    sum(),
    dotLoss(),
    scored({ on: 'dev' }),
    scored({ on: 'test' }),
    train(settings),
  ]).problems.map(({ sentence }) => sentence)

test('how long to train is all that must be written', () => {
  assert.equal(said({ epochs: 1 }), [])
  assert.equal(said({ steps: 100 }), [])
  assert.equal(said({}), ['train needs epochs or steps: write how long to train'])
  assert.equal(said({ epochs: 1, steps: 5 }), ['train has epochs and steps: write one of them'])
})

test('the defaults are those of the reference', () => {
  assert.equal(settingsOf(train({ epochs: 1 })), {
    on: 'train',
    epochs: 1,
    steps: undefined,
    batchSize: 16,
    miniBatchSize: undefined,
    learningRate: 2e-5,
    rates: undefined,
    optimizer: undefined,
    schedule: 'linear',
    warmup: 0.1,
    weightDecay: 0,
    clip: 1,
    dropout: undefined,
    accumulate: 1,
    sampler: 'shuffled',
    lastBatch: 'kept',
    evaluateEvery: undefined,
    best: undefined,
    patience: undefined,
    prompts: undefined,
    precision: 'float32',
    seed: 42,
  })
})

const refusals: readonly (readonly [settings: object, sentence: string])[] = [
  [{ epochs: 0 }, 'train: epochs is 0: choose 1 or more'],
  [{ epochs: 1.5 }, 'train: epochs is 1.5, not a whole number: write steps for part of an epoch'],
  [{ steps: -3 }, 'train: steps is -3: choose 1 or more'],
  [{ batchSize: 2.5 }, 'train: batchSize is 2.5, not a whole number'],
  [{ batchSize: 1 }, 'train: loss.dot compares the texts of a batch: batchSize is 1, use at least 2'],
  [{ learningRate: 0 }, 'train: learningRate is 0: choose a number above 0'],
  [{ warmup: 100 }, 'train: warmup is 100, a share of the steps: choose 0 to 1'],
  [{ dropout: -0.1 }, 'train: dropout is -0.1, a share of the numbers: choose 0 to 1'],
  [{ optimizer: adamW({ beta1: 1.1 }) }, 'optimizer.adamW: beta1 is 1.1: choose 0 to 1'],
  [{ optimizer: adamW({ beta1: 1 }) }, 'optimizer.adamW: beta1 is 1, which never learns: choose a number below 1'],
  [{ optimizer: adam({ beta2: 1 }) }, 'optimizer.adam: beta2 is 1, which never learns: choose a number below 1'],
  [{ optimizer: adam({ epsilon: 0 }) }, 'optimizer.adam: epsilon is 0: choose a number above 0'],
  [
    { optimizer: sgd({ momentum: 1 }) },
    'optimizer.sgd: momentum is 1, which never slows down: choose a number below 1',
  ],
  [
    { optimizer: sgd({ momentun: 0.9 } as object) },
    "optimizer.sgd has no setting 'momentun'. Did you mean to write 'momentum'?",
  ],
  [{ optimizer: sum() }, 'train: optimizer is pool.sum, it should be an optimizer, as optimizer.sgd()'],
  [{ optimizer: 'sgd' }, 'train: optimizer is "sgd", it should be an optimizer, as optimizer.sgd()'],
  [
    { schedule: sgd() },
    'train: schedule is optimizer.sgd, it should be linear, constant or cosine, or a schedule, as schedule.polynomial()',
  ],
  [
    { schedule: polynomial({ end: 2e-5 }) },
    'schedule.polynomial: end is 0.00002, and learningRate 0.00002: choose an end below it',
  ],
  [{ clip: 0 }, 'train: clip is 0, the largest norm of the gradient: choose a number above 0'],
  [{ weightDecay: -0.01 }, 'train: weightDecay is -0.01: choose 0 or more'],
  [{ accumulate: 0 }, 'train: accumulate is 0: choose 1 or more batches a step'],
  [{ evaluateEvery: 0.5 }, 'train: evaluateEvery is 0.5, not a whole number of steps'],
  [{ seed: -1 }, 'train: seed is -1: choose 0 or more'],
  [{ seed: 0.5 }, 'train: seed is 0.5, not a whole number'],
  [{ best: 'dev.qualty' }, 'train chooses by dev.qualty; the evaluators before it give dev.quality, test.quality'],
  [{ best: 'test.quality' }, 'train chooses by test.quality: a test split never chooses, use another split'],
  [{ patience: 2 }, 'train has patience but no best: name the metric that must improve'],
  [{ best: 'dev.quality', patience: 1.5 }, 'train: patience is 1.5, not a whole number of evaluations'],
  [
    { schedule: 'lineal' },
    'train: schedule is lineal, it should be linear, constant or cosine, or a schedule, as schedule.polynomial()',
  ],
  [
    { sampler: 'random' },
    `train: sampler is "random", it should be 'shuffled', 'as given', 'no duplicates', 'grouped by label' or 'by length'`,
  ],
  [{ learningrate: 1 }, "train has no setting 'learningrate'. Did you mean to write 'learningRate'?"],
  [{ clip: Number.POSITIVE_INFINITY }, 'train: clip is Infinity, which JSON cannot hold'],
  [{ learningRate: Number.NaN }, 'train: learningRate is NaN, which JSON cannot hold'],
]
for (const [settings, sentence] of refusals)
  test(`${JSON.stringify(settings)} is refused`, () => {
    assert.equal(said({ ...('epochs' in settings || 'steps' in settings ? {} : { epochs: 1 }), ...settings }), [
      sentence,
    ])
  })

test('what is at the border of a rule is allowed', () => {
  assert.equal(
    said({
      steps: 1,
      batchSize: 2,
      warmup: 0,
      dropout: 0,
      optimizer: adamW({ beta1: 0 }),
      weightDecay: 0,
      accumulate: 1,
      seed: 0,
    }),
    [],
  )
  assert.equal(said({ epochs: 1, warmup: 1, evaluateEvery: 1, best: 'dev.quality', patience: 1 }), [])
})

test('the metric that chooses comes from an evaluator before it', () => {
  const none = check(pairs, [...encoded, sum(), dotLoss(), train({ epochs: 1, best: 'dev.quality' })])
  assert.equal(
    none.problems.map(({ sentence }) => sentence),
    ['train chooses by dev.quality; the evaluators before it give nothing'],
  )
})

test('nothing comes after train', () => {
  const after = check(pairs, [...encoded, sum(), dotLoss(), train({ epochs: 1 }), sum()])
  assert.equal(
    after.problems.map(({ sentence }) => sentence),
    ['pool.sum needs token embeddings: nothing comes after train'],
  )
})

test.run()
