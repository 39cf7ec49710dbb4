import './cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { classes, score } from '../src/columns.js'
import { data } from '../src/dataCombinators.js'
import { start } from '../src/flow.js'
import { freeze } from '../src/freeze.js'
import { defineLoss } from '../src/loss.js'
import { options } from '../src/options.js'
import { check, pipeline } from '../src/pipeline.js'
import { settingsOf } from '../src/stage.js'
import { train } from '../src/train.js'
import { dotLoss, encoded, nli, pairs, sum } from './toys.js'

const front = [...encoded, sum()] as const
const said = (...stages: Parameters<typeof check>[1]) => check(pairs, stages).problems.map(({ sentence }) => sentence)

/** A loss over one text and its class, with a head; as a user writes it. */
const topic = defineLoss({
  name: 'loss.topic',
  roles: ['text: text', 'topic: class'],
  predicts: 'classes',
  weights: ({ width, classes }) => ({ head: [width, classes] }),
  apply: ({ text }, _settings, { head }) => tf.sum(tf.matMul(text, head as tf.Tensor2D), -1),
})

/** A loss that has a weight where its setting is written. */
const turned = defineLoss({
  name: 'loss.turned',
  roles: ['sentence1: text', 'score: score'],
  options: options({ turn: [t.number, undefined] }),
  weightsWith: 'turn',
  weights: ({ width }, { turn }) => (turn === undefined ? {} : { turn: [turn, width] }),
  apply: ({ sentence1 }) => tf.sum(sentence1, -1),
})

test("a user's own loss is checked by its roles alone", () => {
  assert.equal(pipeline(pairs, ...front, dotLoss(), train({ epochs: 1 })).problems, [])
  assert.equal(
    check(nli, [...front, dotLoss({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } })]).problems.map(
      ({ sentence }) => sentence,
    ),
    [
      'loss.dot needs a score column for score; nli has premise: text, hypothesis: text, label: class<entailment | neutral | contradiction>',
    ],
  )
})

test('it stands after a pooling and before everything that needs a loss', () => {
  assert.equal(said(...encoded, dotLoss()), ['loss.dot needs sentence embeddings: put a pooling before it'])
  assert.equal(said(...front, dotLoss(), dotLoss()), ['loss.dot needs sentence embeddings: put it before the loss'])
})

test('columns in another order, and more of them than it needs, are no matter', () => {
  const wide = data(
    'wide',
    [
      ['note', 'text'],
      ['score', score(0, 1)],
      ['topic', classes('a', 'b')],
      ['sentence2', 'text'],
      ['sentence1', 'text'],
    ],
    { train: [] },
  )
  assert.equal(pipeline(wide, ...front, dotLoss()).problems, [])
  assert.equal(pipeline(wide, ...front, topic({ columns: { text: 'note' } })).problems, [])
})

test('where its weights hang on a setting, head names something only with that setting', () => {
  const head = freeze({ parameters: ['head'] })
  assert.equal(pipeline(pairs, ...front, turned({ turn: 3 }), head, train({ epochs: 1 })).problems, [])
  assert.equal(said(...front, turned(), head, train({ epochs: 1 })), [
    'freeze names head, and loss.turned has no weights of its own: name parameters of the encoder',
  ])
  assert.equal(said(...front, turned(), freeze({ parameters: ['embeddings', 'encoder'] }), train({ epochs: 1 })), [
    'freeze leaves nothing to train: name fewer parameters',
  ])
})

test('what it gives flows on: its name, its smallest batch, and whether it predicts classes', () => {
  const flowOf = ({ definition }: typeof dotLoss | typeof topic) =>
    definition.judge({ ...start(pairs), kind: 'sentenceEmbeddings' }, definition.options.decode('', {}).value, {}).flow
  const { objective, smallestBatch, predicts, kind } = flowOf(dotLoss)
  assert.equal([objective, smallestBatch, predicts, kind], ['loss.dot', 2, 'nothing', 'objective'])
  assert.is(flowOf(topic).predicts, 'classes')
})

test('settings and columns are told apart', () => {
  assert.equal(settingsOf(dotLoss({ scale: 2, columns: { score: 'grade' } })), {
    scale: 2,
    columns: { score: 'grade' },
  })
  assert.equal(said(...front, dotLoss({ column: {} } as never)), [
    "loss.dot has no setting 'column'. Did you mean to write 'columns'?",
  ])
})

test('the function receives vectors and labels by role', () => {
  const { does } = dotLoss.definition
  if (does.family !== 'loss') throw new Error('it is no loss')
  const inputs = { sentence1: tf.tensor2d([[1, 2]]), sentence2: tf.tensor2d([[3, 4]]), score: tf.tensor1d([10]) }
  assert.equal(does.apply(inputs, { scale: 2 }, {}).arraySync(), [2])
})

test('a loss without weights or preparation has none', () => {
  const { does } = dotLoss.definition
  if (does.family !== 'loss') throw new Error('it is no loss')
  assert.equal(does.weights({ width: 4, columns: pairs.columns }, { columns: {} }), {})
  const [, , score] = does.inputs({ columns: {} }, pairs.columns)
  assert.equal([score!.role, score!.column, score!.prepare(3)], ['score', 'score', 3])
  assert.is(does.predict, undefined)
  assert.not.ok(does.predicts({}))
  assert.equal(does.compares({}), [])
})

test.run()
