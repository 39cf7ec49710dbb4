import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Flow, start } from '../src/flow.js'
import { columnOf, type Role, roleParts, unmapped } from '../src/roles.js'
import { nli, pairs } from './toys.js'

const roles: readonly Role[] = ['sentence1: text', 'sentence2: text', 'label: class']
const faults = (columns: Readonly<Record<string, string>>, flow: Flow = start(nli)) =>
  unmapped('loss.softmax', roles, columns, flow)
const map = (columns: Readonly<Record<string, string>>, flow?: Flow) =>
  faults(columns, flow).map(({ sentence }) => sentence)

test('a role is played by the column of its name, or by the one that is written', () => {
  assert.equal(map({ sentence1: 'premise', sentence2: 'hypothesis' }), [])
  assert.is(columnOf({ anchor: 'question' }, 'anchor'), 'question')
  assert.is(columnOf({ anchor: 'question' }, 'positive'), 'positive')
  assert.equal(roleParts('label: class'), ['label', 'class'])
})

test('every role without a column is said, with the columns that could play it', () => {
  assert.equal(map({}), [
    "loss.softmax needs a text column for sentence1; nli has premise, hypothesis: write columns: { sentence1: '…' }",
    "loss.softmax needs a text column for sentence2; nli has premise, hypothesis: write columns: { sentence2: '…' }",
  ])
})

test('a column that is written and not there is named', () => {
  assert.equal(map({ sentence1: 'premis', sentence2: 'hypothesis' }), [
    'loss.softmax needs a text column for sentence1; nli has no premis, it has premise, hypothesis',
  ])
})

test('where no column is of the kind, all columns are said and no mapping is advised', () => {
  assert.equal(map({}, start(pairs)), [
    'loss.softmax needs a class column for label; pairs has sentence1: text, sentence2: text, score: score<0, 5>',
  ])
})

test('a column of another kind is refused with its kind', () => {
  assert.equal(map({ label: 'score' }, start(pairs)), [
    'loss.softmax needs a class column for label; score is score<0, 5>',
  ])
  assert.equal(map({ sentence1: 'label', sentence2: 'hypothesis' }), [
    'loss.softmax needs a text column for sentence1; label is class<entailment | neutral | contradiction>',
  ])
})

test('a column plays one role', () => {
  assert.equal(map({ sentence1: 'premise', sentence2: 'premise' }), [
    'loss.softmax uses the column premise for two roles',
  ])
})

test('a role that the stage does not have is said before anything else', () => {
  assert.equal(map({ sentence3: 'premise' }), [
    'loss.softmax maps a role that it does not have; its roles are sentence1: text, sentence2: text, label: class',
  ])
})

test('a fault is about the mapping that was written, or about the whole stage', () => {
  assert.equal(
    faults({ sentence1: 'premis' }).map(({ at }) => at),
    [['columns', 'sentence1'], []],
  )
  assert.equal(
    faults({ sentence3: 'premise' }).map(({ at }) => at),
    [['columns', 'sentence3']],
  )
})

test('no roles need no columns', () => {
  assert.equal(unmapped('evaluate.loss', [], {}, start(nli)), [])
})

test('names that every object has are no columns', () => {
  assert.is(columnOf({}, 'constructor'), 'constructor')
})

test.run()
