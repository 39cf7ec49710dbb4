import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { runBlock } from '../../../src/cli/live/runBlock.js'
import { runSentence } from '../../../src/cli/live/runSentence.js'
import { watchRun } from '../../../src/cli/live/runView.js'
import { severalBlock } from '../../../src/cli/live/severalBlock.js'
import { plain } from '../../../src/cli/paint.js'
import type { RunEvent } from '../../../src/run/runEvent.js'
import type { PlannedTraining, RunPlan } from '../../../src/run/runPlan.js'
import { training } from '../plannedTraining.js'

const planned = (of: Partial<PlannedTraining> = {}): RunEvent => ({
  event: 'planned',
  plan: {
    training: { ...training, ...of },
    evaluators: ['evaluate.similarity on dev', 'evaluate.similarity on test'],
  } as Partial<RunPlan> as RunPlan,
})
type Step = Extract<RunEvent, { event: 'step' }>
const step = (step: number, of: Partial<Step> = {}): Step => ({
  event: 'step',
  step,
  total: 1440,
  epoch: Math.floor((step - 1) / 360),
  loss: 1 - step / 1440,
  rate: 2e-5,
  norm: 1,
  rows: 16,
  tokens: 40,
  padded: 100,
  ...of,
})
/** A quarter of a second a step. */
const seen = (events: readonly RunEvent[], width: number) => {
  const { hear, view } = watchRun()
  let seconds = 0
  for (const event of events) {
    if (event.event === 'step') seconds += 0.25
    hear(event, seconds)
  }
  return runBlock(view(seconds), 1.82e9, width, plain)
}
const steps = (count: number, of: Partial<Step> = {}) => Array.from({ length: count }, (_, i) => step(i + 1, of))
const evaluation = (moment: 'before' | 'during' | 'after', step: number, value: number): RunEvent => ({
  event: 'evaluation',
  moment,
  step,
  metrics: { 'dev.pearson_cosine': 0.1, 'dev.spearman_cosine': value },
})
const long = [
  planned(),
  evaluation('before', 0, 0.8103),
  ...steps(360),
  evaluation('during', 360, 0.8812),
  ...steps(592).slice(360),
]

test('at 80 columns', () => {
  assert.equal(seen(long, 79), [
    'run    ██████████▊░░░░░░░░░░░░░░░  41 %  592 / 1,440 steps   3 min 32 s left',
    'epoch  ████████████████▊░░░░░░░░░  64 %  232 / 360 steps   2 of 4',
    'loss   0.6021   █████▇▇▇▇▇▇▇▇▆▆▆▆▆▆▆▆▆▅▅▅▅▅▅▅▅▄▄▄▄▄▄▄▄▄▃▃▃▃▃▃▃▃▂▂▂▂▂▂▂▂▁▁▁▁▁',
    '       64.0 pairs/s   learning rate 2.0e-5   padding saved 60 %   1.82 GB',
    'best   dev.spearman_cosine 0.8812 at step 360   before 0.8103',
  ])
})

test('at 200 columns', () => {
  assert.equal(seen(long, 199), [
    'run    ████████████████▌░░░░░░░░░░░░░░░░░░░░░░░  41 %  592 / 1,440 steps   3 min 32 s left',
    'epoch  █████████████████████████▊░░░░░░░░░░░░░░  64 %  232 / 360 steps   2 of 4',
    'loss   0.6021   █████▇▇▇▇▇▇▇▇▆▆▆▆▆▆▆▆▆▅▅▅▅▅▅▅▅▄▄▄▄▄▄▄▄▄▃▃▃▃▃▃▃▃▂▂▂▂▂▂▂▂▁▁▁▁▁',
    '       64.0 pairs/s   learning rate 2.0e-5   padding saved 60 %   1.82 GB',
    'best   dev.spearman_cosine 0.8812 at step 360   before 0.8103',
  ])
})

test('at 40 columns the time left is still there', () => {
  assert.equal(seen(long, 39).slice(0, 2), ['run    ███▎░░░░  41 %  3 min 32 s left', 'epoch  █████▏░░  64 %  2 of 4'])
})

test('at 30 columns what matters most is still there', () => {
  assert.equal(seen(long, 29), [
    'run    ███▎░░░░  41 %',
    'epoch  █████▏░░  64 %  2 of 4',
    'loss   0.6021   █▇▇▆▆▅▅▄▃▃▂▂▁',
    '       64.0 pairs/s',
    'best   dev.spearman_cosine 0…',
  ])
})

test('names of any length and script keep their columns', () => {
  const metric = '開発.spearman_cosine_of_a_very_long_evaluator_name_that_nobody_should_write_but_somebody_will'
  const block = seen(
    [
      { event: 'point', number: 3, of: 12, chosen: [{ stage: 'train', setting: 'learningRate', is: 2e-5 }] } as never,
      { event: 'part', number: 1, of: 2, name: '自然言語推論' },
      planned({ best: metric, epochs: 1, unit: 'triplets' }),
      ...steps(2),
      { event: 'evaluation', moment: 'during', step: 2, metrics: { [metric]: 0.5 } },
      { event: 'evaluating', evaluator: 'evaluate.retrieval', on: '日本語', done: 1, total: 4, unit: 'texts' },
    ],
    59,
  )
  assert.equal(block, [
    'point  3 of 12  train.learningRate 2e-5',
    'part   1 of 2  自然言語推論',
    'run    ▏░░░░░░░ 0.1 %  2 / 1,440 steps   6 min 0 s left',
    'loss   0.9989   █▁',
    '       64.0 triplets/s   learning rate 2.0e-5',
    'best   開発.spearman_cosine_of_a_very_long_evaluator_name_…',
    '██▎░░░░░░  25 %  evaluate.retrieval on 日本語   1 / 4 texts',
  ])
})

test('several data sets have a loss each', () => {
  const block = seen(
    [
      planned({ unit: 'rows' }),
      step(1, { task: 'nli', loss: 1.1 }),
      step(2, { task: 'stsb', loss: 0.0002 }),
      step(3, { task: 'nli', loss: 0.9 }),
    ],
    79,
  )
  assert.equal(block.slice(2), [
    'loss   nli   0.9974   █▁',
    '       stsb  2.00e-4  ▄',
    '       64.0 rows/s   learning rate 2.0e-5   padding saved 60 %   1.82 GB',
  ])
})

test('a loss that is no number is shown as what it is', () => {
  assert.match(seen([planned(), step(1), step(2, { loss: Number.NaN })], 79)[2]!, /^loss {3}NaN {6}▄ $/)
})

test('before the first step and after the last there is something to see', () => {
  assert.equal(seen([planned()], 79), ['preparing …'])
  assert.match(seen(steps(1440), 79)[0]!, /^run {4}█{26} 100 % {2}1,440 \/ 1,440 steps {3}0\.0 s left$/)
})

test('parts of a loss stand below it, as many as three lines have room for', () => {
  const parts = (names: readonly string[]) => Object.fromEntries(names.map((name, i) => [name, 0.1 * (i + 1)]))
  const block = (names: readonly string[], width: number) =>
    seen([planned(), step(1), step(2, { parts: parts(names) })], width).slice(3, -1)
  assert.equal(block(['contrastive', 'guide'], 79), ['parts  contrastive 0.1000   guide 0.2000'])
  assert.equal(block(['dim_384', 'dim_256', 'dim_128', 'dim_64'], 49), [
    'parts  dim_384 0.1000   dim_256 0.2000',
    '       dim_128 0.3000   dim_64 0.4000',
  ])
  const many = Array.from({ length: 12 }, (_, i) => `stsb.dim_${i}`)
  assert.equal(block(many, 39), [
    'parts  stsb.dim_0 0.1000',
    '       stsb.dim_1 0.2000',
    '       stsb.dim_2 0.3000   9 more',
  ])
})

test('a line of a log has the parts, too', () => {
  const { hear, view } = watchRun()
  hear(planned(), 0)
  hear(step(1, { loss: 0.3, parts: { triplet: 0.2, mse: 0.1 } }), 1)
  assert.is(runSentence(view(1)), 'step 1 / 1,440  loss 0.3000  parts triplet 0.2000, mse 0.1000  learning rate 2.0e-5')
})

const evaluating = (on: string, done: number): RunEvent => ({
  event: 'evaluating',
  evaluator: 'evaluate.similarity',
  on,
  done,
  total: 2,
  unit: 'rows',
})

test('time that goes to an evaluation or a checkpoint is none of training', () => {
  const { hear, view } = watchRun()
  hear(planned(), 0)
  hear(step(1), 1)
  hear(step(2), 2)
  hear(evaluating('dev', 1), 3)
  hear(evaluation('during', 2, 0.5), 100)
  hear(step(3), 103)
  hear({ event: 'checkpoint', step: 2, folder: '', seconds: 2 }, 103.5)
  hear(step(4), 104)
  assert.equal(view(104).speed, { rows: 16, steps: 1 })
})

test('time left counts the evaluations and checkpoints that are still to come, as they took so far', () => {
  const { hear, view } = watchRun()
  hear(planned({ steps: 4, stepsPerEpoch: 2, evaluateEvery: 2, checkpointEvery: 500 }), 0)
  hear({ event: 'estimated', estimate: { seconds: { saving: 3 } } } as RunEvent, 0)
  hear(evaluating('dev', 1), 5)
  hear(evaluating('dev', 2), 10)
  hear(evaluating('test', 1), 20)
  hear(evaluation('before', 0, 0.5), 30)
  const of = { total: 4 }
  hear(step(1, of), 40)
  assert.is(view(40).left, undefined)
  hear(step(2, of), 41)
  // Two steps of a second, dev twice 10 s, after training dev and test 30 s, writing the model 3 s.
  assert.is(view(41).left, 2 + 2 * 10 + 30 + 3)
  hear(evaluating('dev', 1), 42)
  assert.is(view(44).left, 2 + 2 * 10 - 3 + 30 + 3)
  hear(evaluation('during', 2, 0.5), 45)
  // It took 4 s this time.
  assert.is(view(45).left, 2 + 4 + 24 + 3)
  hear(step(3, of), 48)
  hear({ event: 'checkpoint', step: 2, folder: '', seconds: 2 }, 48)
  assert.is(view(48).left, 1 + 4 + 2 + 24 + 3)
  hear(step(4, of), 49)
  assert.is(view(49).left, 4 + 24 + 3)
  hear(evaluation('during', 4, 0.5), 53)
  assert.is(view(53).left, 24 + 3)
  hear(evaluation('after', 4, 0.5), 77)
  assert.is(view(77).left, 3)
})

test('a point of several that run at once has the pace and the time left that a run has', () => {
  const { hear, view } = watchRun()
  hear(planned({ watched: [], checkpointEvery: 10_000, stepsPerEpoch: 10_000 }), 0)
  hear(evaluating('dev', 1), 10)
  hear(evaluation('before', 0, 0.5), 30)
  for (const each of [1, 2, 3]) hear(step(each, { total: 103 }), 30 + each)
  const point = { name: 'point 1', seconds: 33, view: view(33), waits: false }
  // A hundred steps of a second, and after them the evaluation that took 30 s before.
  assert.equal(severalBlock([point], '0 of 2 points done', 119, plain), [
    `█▏${'░'.repeat(37)} 2.9 %  point 1  loss 0.9986   3 / 103 steps   1.00 steps/s   2 min 10 s left`,
    '0 of 2 points done',
  ])
})

test('after an early stop the last evaluation is left', () => {
  const { hear, view } = watchRun()
  hear(planned(), 0)
  hear(evaluating('dev', 1), 0)
  hear(evaluating('test', 1), 10)
  hear(evaluation('before', 0, 0.5), 30)
  for (const each of [1, 2, 3]) hear(step(each), 30 + each)
  hear({ event: 'stopped early', step: 3, best: undefined }, 33)
  assert.is(view(33).left, 30)
})

test.run()
