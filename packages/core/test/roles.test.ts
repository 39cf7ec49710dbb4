import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { data } from '../src/dataCombinators.js'
import { type Flow, start } from '../src/flow.js'
import { played } from '../src/players.js'
import { columnOf, type Role, roleParts, roleTimes } from '../src/roles.js'
import { unmapped } from '../src/unmapped.js'
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
    "loss.softmax uses the column premise for two roles: name another, or make a second one of it, repeat(data, { premise: 'again' })",
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

const ranked = data(
  'ranked',
  [
    ['anchor', 'text'],
    ['negative_2', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
    ['negatives', 'text'],
    ['negative_x', 'text'],
    ['hard', 'text'],
    ['teacher', { vector: 32 }],
  ],
  { train: [] },
)
const ranking: readonly Role[] = ['anchor: text', 'positive: text', 'negative…: text', 'weight?: score']
const players = (columns: Readonly<Record<string, string | readonly string[]>>) =>
  played(ranking, columns, ranked.columns).map(({ role, column }) => `${role} ${column}`)
const rank = (columns: Readonly<Record<string, string | readonly string[]>>) =>
  unmapped('loss.ranking', ranking, columns, start(ranked)).map(({ sentence }) => sentence)

test('how often a role is played stands behind its name', () => {
  assert.equal(
    [...ranking, 'hard+: text', 'target…text: teacher', 'score?hard: score'].map(role => roleTimes(role as Role)),
    [
      ['anchor', 'text', 'one', ''],
      ['positive', 'text', 'one', ''],
      ['negative', 'text', 'any number', ''],
      ['weight', 'score', 'perhaps one', ''],
      ['hard', 'text', 'one or more', ''],
      ['target', 'teacher', 'any number', 'text'],
      ['score', 'score', 'perhaps one', 'hard'],
    ],
  )
})

test('a role of any number is played by the columns named after it, in the order of the data, or by those listed', () => {
  assert.equal(players({}), ['anchor anchor', 'positive positive', 'negative negative_2', 'negative_2 negative'])
  assert.equal(players({ negative: ['hard', 'negative'] }).slice(2), ['negative hard', 'negative_2 negative'])
  assert.equal(players({ negative: [] }).slice(2), [])
  assert.equal(rank({}), [])
  assert.equal(rank({ negative: [] }), [])
})

test('each of several columns is looked at', () => {
  assert.equal(rank({ negative: ['hard', 'harder', 'teacher', 'anchor'] }), [
    'loss.ranking needs a text column for negative; ranked has no harder, it has anchor, negative_2, positive, negative, negatives, negative_x, hard',
    'loss.ranking needs a text column for negative; teacher is vector<32>',
    "loss.ranking uses the column anchor for two roles: name another, or make a second one of it, repeat(data, { anchor: 'again' })",
  ])
})

test('a role that may be left out is checked where it is there', () => {
  assert.equal(rank({ weight: 'hard' }), ['loss.ranking needs a score column for weight; hard is text'])
  assert.equal(rank({ weight: 'wait' }), [
    'loss.ranking needs a score column for weight; ranked has anchor: text, negative_2: text, positive: text, negative: text, negatives: text, negative_x: text, hard: text, teacher: vector<32>',
  ])
})

test('scores are as many as the texts behind the first', () => {
  const roles: readonly Role[] = ['anchor: text', 'positive: text', 'negative…: text', 'scores: scores']
  const scored = (columns: Readonly<Record<string, string | readonly string[]>>) =>
    unmapped('loss.list', roles, { scores: 'teacher', ...columns }, { ...start(ranked), width: 384 }).map(
      ({ sentence }) => sentence,
    )
  assert.equal(scored({}), ['loss.list needs a number in scores for each of 3 documents; teacher is vector<32>'])
  assert.equal(scored({ negative: Array(31).fill('hard') }).slice(1).length, 29)
  assert.equal(scored({ scores: 'hard' }), ['loss.list needs a vector column for scores; hard is text'])
  assert.equal(scored({ scores: 'score' }), [
    'loss.list needs a vector column for scores; ranked has no score, it has teacher',
  ])
})

test('a vector is as wide as the embeddings', () => {
  const taught = (width: number) =>
    unmapped('loss.mse', ['target: vector'], { target: 'teacher' }, { ...start(ranked), width }).map(
      ({ sentence }) => sentence,
    )
  assert.equal(taught(32), [])
  assert.equal(taught(384), [
    'loss.mse needs vectors of 384 numbers for target, as wide as the embeddings; teacher is vector<32>',
  ])
})

test.run()
