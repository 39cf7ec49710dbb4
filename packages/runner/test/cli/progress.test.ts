import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fittedTable } from '../../src/cli/fittedTable.js'
import { plain } from '../../src/cli/paint.js'
import { planText } from '../../src/cli/planText.js'
import { runProgress } from '../../src/cli/progress.js'
import { cutLines, metricText, table } from '../../src/cli/table.js'
import type { Terminal } from '../../src/cli/terminal.js'
import { training } from './plannedTraining.js'

const recorded = (isLive: boolean) => {
  const lines: string[] = []
  let now = 0
  const to: Terminal = {
    isLive,
    out: line => lines.push(`out ${line}`),
    err: line => lines.push(`err ${line}`),
    note: line => lines.push(`note ${line}`),
    live: draw => isLive && lines.push(`live ${draw(79)[0]}`),
    clear: () => {},
    width: 80,
    paint: plain,
    errors: { width: 80, paint: plain },
  }
  return {
    lines,
    show: runProgress(to, () => now),
    wait: (milliseconds: number) => {
      now += milliseconds
    },
  }
}
const step = (step: number, total = 3) =>
  ({
    event: 'step',
    step,
    total,
    epoch: 0,
    loss: 0.25,
    rate: 1e-5,
    norm: 1,
    rows: 16,
    tokens: 10,
    padded: 20,
  }) as const

test('in a terminal one block goes on, and what is worth keeping stays', () => {
  const { lines, show, wait } = recorded(true)
  show({ event: 'started', folder: 'runs/a-1', engine: 'wasm' })
  show({ event: 'evaluating', evaluator: 'evaluate.similarity', on: 'dev', done: 8, total: 16, unit: 'texts' })
  show(step(1))
  wait(500)
  show(step(2))
  show({ event: 'evaluation', moment: 'during', step: 2, metrics: { 'dev.spearman_cosine': 0.5 } })
  show({ event: 'warning', sentence: 'careful' })
  show({ event: 'stopped early', step: 2, best: { metric: 'dev.spearman_cosine', value: 0.5, step: 1 } })
  assert.equal(lines.slice(0, 5), [
    'note runs/a-1',
    'live preparing …',
    'live █████████████░░░░░░░░░░░░░  50 %  evaluate.similarity on dev   8 / 16 texts',
    'live run    ████████▋░░░░░░░░░░░░░░░░░  33 %  1 / 3 steps',
    'live run    █████████████████▍░░░░░░░░  67 %  2 / 3 steps   0.5 s left',
  ])
  assert.equal(
    lines.slice(5).filter(line => !line.startsWith('live')),
    [
      'note step 2: dev.spearman_cosine 0.5000',
      'err warning: careful',
      'note stopped early at step 2: no gain since step 1',
    ],
  )
})

test('elsewhere only the first and the last step are lines, and others once in ten seconds', () => {
  const { lines, show, wait } = recorded(false)
  for (const each of [1, 2, 3, 4, 5]) {
    wait(6000)
    show(step(each, 6))
  }
  show(step(6, 6))
  assert.equal(lines, [
    'note step 1 / 6  loss 0.2500  learning rate 1.0e-5',
    'note step 3 / 6  loss 0.2500  learning rate 1.0e-5  2.67 rows/s  18 s left',
    'note step 5 / 6  loss 0.2500  learning rate 1.0e-5  2.67 rows/s  6.0 s left',
    'note step 6 / 6  loss 0.2500  learning rate 1.0e-5  3.33 rows/s  0.0 s left',
  ])
})

test('a long evaluation is a line once in ten seconds', () => {
  const { lines, show, wait } = recorded(false)
  for (let done = 1; done <= 4; done++) {
    show({ event: 'evaluating', evaluator: 'evaluate.similarity', on: 'dev', done, total: 4, unit: 'rows' })
    wait(9000)
  }
  assert.equal(lines, ['note evaluate.similarity on dev: 3 / 4 rows (75 %), 0.17 rows/s, 6.0 s left'])
})

const plan = {
  data: ['stsb'],
  rows: { train: 5749, dev: 1500 },
  model: 'minilm',
  architecture: 'bert',
  layers: 6,
  hidden: 384,
  parameters: 22713216,
  stages: ['tokenize', 'encode', 'pool.mean', 'pool.normalize', 'loss.cosineSimilarity'],
  training,
  evaluators: ['evaluate.similarity on dev'],
  engine: 'native',
  threads: 2,
  computes: 'graph',
  precision: 'float32',
} as const

test('the plan comes first, in lines as wide as the terminal', () => {
  assert.is(
    planText(plan, 60).join('\n'),
    `  data    stsb: train 5,749, dev 1,500 rows
  model   minilm: bert, 6 layers of 384, 22,713,216
          parameters
  stages  tokenize → encode → pool.mean → pool.normalize →
          loss.cosineSimilarity
  train   4 epochs, 1,440 steps of 16 pairs; learning rate
          2e-5; keeps the best dev.spearman_cosine
  judge   evaluate.similarity on dev
  engine  native, one graph, 2 threads, float32`,
  )
})

test('of several runs each tells what is not as in the one before', () => {
  const { lines, show } = recorded(false)
  const told = (learningRate: number) => {
    const from = lines.length
    const training = { ...plan.training, learningRate, watched: [], evaluateEvery: 360, checkpointEvery: 500 }
    show({ event: 'planned', plan: { ...plan, training } })
    return lines.slice(from).map(line => line.slice(0, 12))
  }
  assert.is(told(1e-3).length, 6)
  assert.equal(told(1e-3), [])
  assert.equal(told(2e-3), ['note   train'])
})

test('a table has its numbers on the right', () => {
  assert.is(
    table([
      ['metric', 'before', 'after'],
      ['dev.accuracy', '0.5000', '-0.2500'],
    ]),
    'metric        before    after\ndev.accuracy  0.5000  -0.2500',
  )
  assert.equal([metricText(undefined), metricText(Number.NaN), metricText(0.12345)], ['', 'NaN', '0.1235'])
})

test('columns of a table are as wide as a terminal shows them, and a default stands with the numbers', () => {
  assert.is(
    table([
      ['setting', 'A', 'B'],
      ['開発.rate', '0.5', '· 0.25'],
      ['x', 'a', '–'],
    ]),
    'setting    A    B\n開発.rate  0.5  · 0.25\nx          a    –',
  )
})

const wide = [
  ['point', 'train.seed', 'dev.spearman_cosine', 'test.spearman_cosine'],
  ['1', '42', '0.8812', '0.8500'],
  ['2', '43', '0.8912', '0.8400'],
]

test('a table that is too wide has its names in several lines', () => {
  assert.is(
    fittedTable(wide, 80, 2),
    'point  train.seed  dev.spearman_cosine  test.spearman_cosine\n' +
      '    1          42               0.8812                0.8500\n' +
      '    2          43               0.8912                0.8400',
  )
  assert.is(
    fittedTable(wide, 40, 2),
    `                    dev.      test.
       train.  spearman_  spearman_
point    seed     cosine     cosine
    1      42     0.8812     0.8500
    2      43     0.8912     0.8400`,
  )
})

test('one that still is goes on below, with its first columns again', () => {
  assert.is(
    fittedTable(wide, 30, 2),
    `                    dev.
       train.  spearman_
point    seed     cosine
    1      42     0.8812
    2      43     0.8912

                   test.
       train.  spearman_
point    seed     cosine
    1      42     0.8500
    2      43     0.8400`,
  )
})

test('cut texts, split by split', () => {
  assert.equal(cutLines({}), [])
  assert.equal(cutLines({ train: 12, dev: 1 }), [
    '12 texts of train cut at the longest length',
    '1 text of dev cut at the longest length',
  ])
})

test.run()
