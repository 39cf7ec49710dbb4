import './cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Data } from '../src/data.js'
import { defineLoss } from '../src/loss.js'
import { defineLossOf, describeLossOf, type RuleOfLosses } from '../src/lossOfLosses.js'
import { lossesInside } from '../src/nested.js'
import { options } from '../src/options.js'
import { check } from '../src/pipeline.js'
import { type Stage, settingsOf } from '../src/stage.js'
import { train } from '../src/train.js'
import { dotLoss, encoded, nli, pairs, sum } from './toys.js'

const description = describeLossOf({
  name: 'loss.both',
  of: 'losses',
  options: options({ losses: lossesInside }),
  rules: [['losses', 'is some', 0, '{stage} has no losses']],
})
interface Both extends RuleOfLosses<typeof description> {}
const both = defineLossOf<Both, (typeof description)['options']['fields']>(description, {
  apply: losses => losses.map(({ apply, inputs, weights }) => apply(inputs, weights)).reduce((a, b) => tf.add(a, b)),
})
const columns = { sentence1: 'premise', sentence2: 'hypothesis' }
const topic = defineLoss({
  name: 'loss.topic',
  roles: ['sentence1: text', 'label: class'],
  predicts: 'classes',
  compares: 'labels',
  weights: ({ width, classes }) => ({ head: [width, classes] }),
  apply: ({ sentence1 }, _settings, { head }) => tf.sum(tf.matMul(sentence1, head as tf.Tensor2D), -1),
  predict: ({ sentence1 }, _settings, { head }) => tf.matMul(sentence1, head as tf.Tensor2D),
})
const front = [...encoded, sum()] as const
const said = (loss: Stage, data: Data = pairs, ...behind: readonly Stage[]) =>
  check(data, [...front, loss, ...behind]).problems.map(({ sentence }) => sentence)
const doesOf = (loss: Stage) => {
  const { does } = both.definition
  if (does.family !== 'loss') throw new Error('it is no loss')
  return { does, settings: settingsOf(loss) as Readonly<Record<string, unknown>> }
}

test('each inner loss is checked by its own rule, all of them at once', () => {
  assert.equal(said(both({ losses: [dotLoss(), dotLoss({ scale: 2 })] })), [])
  assert.equal(said(both({ losses: [dotLoss({ columns: { score: 'scor' } }), topic()] })), [
    'loss.dot needs a score column for score; pairs has no scor, it has score',
    'loss.topic needs a class column for label; pairs has sentence1: text, sentence2: text, score: score<0, 5>',
  ])
  assert.equal(said(both({ losses: [dotLoss({ scal: 1 } as never)] })), [
    "loss.dot has no setting 'scal'. Did you mean to write 'scale'?",
  ])
})

test('its own settings, its place, and stages that are no losses', () => {
  assert.equal(said(both({ losses: [] })), ['loss.both has no losses'])
  assert.equal(said(both({ losses: 5 } as never)), ['loss.both: losses is 5, it should be a list of losses'])
  assert.equal(said(both()), ["loss.both needs the setting 'losses'"])
  assert.equal(
    check(pairs, [...encoded, both({ losses: [dotLoss()] })]).problems.map(({ sentence }) => sentence),
    ['loss.both needs sentence embeddings: put a pooling before it'],
  )
  assert.equal(said(both({ losses: [both({ losses: [] })] })), ['loss.both has no losses'])
  assert.equal(said(both({ losses: [sum()] })), ['pool.sum needs token embeddings: a pooling stands before it already'])
})

test('the largest of the smallest batches, and the first head, are what flows on', () => {
  assert.equal(said(both({ losses: [dotLoss()] }), pairs, train({ epochs: 1, batchSize: 1 })), [
    'train: loss.both compares the texts of a batch: batchSize is 1, use at least 2',
  ])
  const loss = both({ losses: [topic({ columns: { sentence1: 'premise' } })] })
  assert.equal(said(loss, nli, train({ epochs: 1, batchSize: 4, sampler: 'grouped by label' })), [])
  const { does, settings } = doesOf(loss)
  assert.equal([does.predicts(settings), does.compares(settings)], [true, ['labels']])
})

test('inputs and weights of each are kept apart by its place', () => {
  const { does, settings } = doesOf(
    both({ losses: [topic({ columns: { sentence1: 'premise' } }), topic({ columns: { sentence1: 'hypothesis' } })] }),
  )
  assert.equal(
    does.inputs(settings, nli.columns).map(({ role, kind, column }) => [role, kind, column]),
    [
      ['0.sentence1', 'text', 'premise'],
      ['0.label', 'class', 'label'],
      ['1.sentence1', 'text', 'hypothesis'],
      ['1.label', 'class', 'label'],
    ],
  )
  assert.equal(does.weights({ width: 2, columns: nli.columns }, settings), { '0.head': [2, 3], '1.head': [2, 3] })
  assert.equal([does.kindOf('1.label', settings), does.kindOf('0.sentence1', settings)], ['class', 'text'])
  const inputs = { '0.sentence1': tf.tensor2d([[1, 2]]), '1.sentence1': tf.tensor2d([[3, 4]]) }
  const heads = { '0.head': tf.tensor2d([[1], [1]]), '1.head': tf.tensor2d([[1], [-1]]) }
  assert.equal(does.apply(inputs, settings, heads).arraySync(), [2])
  assert.equal(does.predict!(inputs, settings, heads).arraySync(), [[3]])
})

test('it may be the loss of itself', () => {
  const loss = both({ losses: [both({ losses: [dotLoss({ columns })] }), dotLoss()] })
  const { does, settings } = doesOf(loss)
  assert.equal(
    does.inputs(settings, nli.columns).map(({ role }) => role),
    ['0.0.sentence1', '0.0.sentence2', '0.0.score', '1.sentence1', '1.sentence2', '1.score'],
  )
  assert.is(does.kindOf('0.0.score', settings), 'score')
})

test.run()
