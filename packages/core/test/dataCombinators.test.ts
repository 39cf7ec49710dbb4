import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkData } from '../src/checkData.js'
import { score } from '../src/columns.js'
import type { Data } from '../src/data.js'
import { concatenate, data, files, filter, rename, repeat, split, take } from '../src/dataCombinators.js'
import { drawPairs } from '../src/drawPairs.js'
import { tasks } from '../src/tasks.js'

const pairs = files(
  'pairs',
  [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', score(0, 5)],
  ],
  { test: ['test.jsonl'], train: ['a.jsonl', 'b.jsonl'] },
  'data',
)
const sentences = (...all: readonly { readonly sentence: string }[]) => all.map(({ sentence }) => sentence)

test('files in code are an origin by split; the usual splits come in their usual order', () => {
  assert.equal(pairs.splits, ['train', 'test'])
  assert.equal(pairs.origin, {
    source: 'data',
    files: { test: [{ path: 'test.jsonl' }], train: [{ path: 'a.jsonl' }, { path: 'b.jsonl' }] },
  })
  assert.equal(checkData(pairs), [])
})

test('rows in memory are kept as they were written', () => {
  const toy = data(
    'toy',
    [
      ['text', 'text'],
      ['label', { class: ['yes', 'no'] }],
    ],
    { train: [{ text: 'x', label: 'no' }] },
  )
  assert.equal(toy.origin, { rows: { train: [{ text: 'x', label: 'no' }] } })
  assert.equal(toy.splits, ['train'])
})

test('a combinator wraps the data it is given and leaves it as it was', () => {
  const few = take(pairs, 3)
  assert.equal(few, { ...pairs, origin: { take: 3, of: pairs } })
  assert.ok(Object.isFrozen(few))
  assert.equal(filter(pairs, { column: 'score', atLeast: 3 }).origin, {
    where: { column: 'score', atLeast: 3 },
    of: pairs,
  })
})

test('rename changes names and keeps the order of columns', () => {
  const renamed = rename(pairs, { sentence1: 'anchor', sentence2: 'positive' })
  assert.equal(renamed.columns, [
    ['anchor', 'text'],
    ['positive', 'text'],
    ['score', { score: [0, 5] }],
  ])
  assert.equal(checkData(rename(pairs, { sentence1: 'sentence2', sentence2: 'sentence1' })), [])
})

test('repeat writes a column a second time, behind the others', () => {
  const lines = files('lines', [['anchor', 'text']], { train: ['lines.txt'] })
  const pair = repeat(lines, { anchor: 'positive' })
  assert.equal(pair.columns, [
    ['anchor', 'text'],
    ['positive', 'text'],
  ])
  assert.equal(pair.origin, { repeat: { anchor: 'positive' }, of: lines })
  assert.equal(checkData(pair), [])
  assert.equal(
    repeat(pairs, { score: 'rating', sentence1: 'again' }).columns.map(([name]) => name),
    ['sentence1', 'sentence2', 'score', 'again', 'rating'],
  )
  const names: Record<string, string> = { text: 'positive', anchor: 'anchor' }
  assert.equal(sentences(...checkData(repeat(lines, names as never))), [
    'repeat needs a column named text; lines has anchor: text',
    'repeat gives lines two columns named anchor; give the second another name',
  ])
})

test('columns that a file says of changed data are those that the change gives', () => {
  const said = (each: Data, columns: Data['columns']) => sentences(...checkData({ ...each, columns }))
  const first = pairs.columns.slice(0, 1)
  const whole = 'pairs has the columns sentence1: text, sentence2: text, score: score<0, 5>: write these'
  assert.equal(said(take(pairs, 3), first), [whole])
  assert.equal(said(filter(pairs, { column: 'score', atLeast: 3 }), first), [whole])
  assert.equal(said(rename(rename(pairs, { score: 'label' }), { label: 'score' }), first), [whole])
  assert.equal(said(repeat(take(pairs, 1), { score: 'rating' }), pairs.columns), [
    'pairs has the columns sentence1: text, sentence2: text, score: score<0, 5>, rating: score<0, 5>: write these',
  ])
})

test('pairs that are drawn have the columns of contrastive tension, and stand last', () => {
  const lines = files(
    'lines',
    [
      ['text', 'text'],
      ['topic', { class: ['a', 'b'] }],
    ],
    { train: ['lines.jsonl'] },
  )
  const drawn = drawPairs(lines, { of: 'text', negatives: 7, seed: 3 })
  assert.equal(drawn.columns, [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['label', 'binary'],
  ])
  assert.equal(drawn.origin, { pair: { column: 'text', negatives: 7, seed: 3 }, of: lines })
  assert.equal(checkData(drawn), [])
  assert.equal(checkData(tasks(pairs, drawn)), [])
  const last = 'lines is drawn anew for each epoch: change it before drawPairs, not after'
  assert.equal(sentences(...checkData(take(drawn, 3))), [last])
  assert.equal(sentences(...checkData(rename(drawn, { label: 'same' }))), [last])
  assert.equal(sentences(...checkData(concatenate(drawn, drawn))), [last, last])
  assert.equal(
    sentences(...checkData(drawPairs(lines, { of: 'topic' as 'text', negatives: 0.5 as number, seed: 3 }))),
    [
      'drawPairs needs a text column named topic; lines has text: text, topic: class<a | b>',
      'drawPairs: negatives is 0.5, not a whole number of pairs',
    ],
  )
  assert.equal(sentences(...checkData(drawPairs(lines, { of: 'text', negatives: -1 as number, seed: 3 }))), [
    'drawPairs: negatives is -1: choose 1 or more',
  ])
})

test('split appends the new names; concatenate joins names and splits', () => {
  const parted = split(pairs, { of: 'train', into: { dev: 0.1, train: 0.9 }, seed: 42 })
  assert.equal(parted.splits, ['train', 'test', 'dev'])
  const both = concatenate(pairs, parted)
  assert.equal(both.data, 'pairs+pairs')
  assert.equal(both.splits, ['train', 'test', 'dev'])
  assert.equal(checkData(both), [])
})

test('what types let pass is refused as a value, all of it at once', () => {
  const names: Record<string, string> = { premise: 'sentence1', sentence2: 'sentence1' }
  assert.equal(sentences(...checkData(take(rename(pairs, names as never), 0.5 as number))), [
    'rename needs a column named premise; pairs has sentence1: text, sentence2: text, score: score<0, 5>',
    'rename gives pairs two columns named sentence1',
    'take needs a whole number of rows above 0; it has 0.5',
  ])
  assert.equal(
    sentences(...checkData(split(pairs, { of: 'dev' as never, into: { test: 0.5, x: 0.25, y: 0 }, seed: 1 }))),
    [
      'split: pairs has no split dev; it has train, test',
      'split: pairs has a split test already; give the part another name',
      'split: the share of y is 0; it should be above 0 and at most 1',
      'split: the shares add up to 0.75; they should add up to 1',
    ],
  )
  assert.equal(sentences(...checkData(concatenate(pairs, rename(pairs, { score: 'label' }) as never))), [
    'concatenate needs the same columns twice: pairs has sentence1: text, sentence2: text, score: score<0, 5>; pairs has sentence1: text, sentence2: text, label: score<0, 5>',
  ])
})

test('a filter needs a bound that goes with the kind of its column', () => {
  const labelled = data(
    'toy',
    [
      ['text', 'text'],
      ['label', { class: ['yes', 'no'] }],
    ],
    { train: [] },
  )
  assert.equal(checkData(filter(labelled, { column: 'label', is: 'no' })), [])
  assert.equal(checkData(filter(labelled, { column: 'text', shortest: 1 })), [])
  assert.equal(
    sentences(
      ...checkData(
        filter(filter(labelled, { column: 'label', is: 'maybe' as 'yes' }), { column: 'text', atLeast: 2 } as never),
      ),
    ),
    ['filter: label is class<yes | no>, which has no maybe', 'filter: atLeast does not go with text, which is text'],
  )
  assert.equal(sentences(...checkData(filter(labelled, { column: 'txt' } as never))), [
    'filter needs a column named txt; toy has text: text, label: class<yes | no>',
  ])
  assert.equal(sentences(...checkData(filter(labelled, { column: 'text' } as never))), [
    'filter on text needs a bound: is, atLeast, atMost, shortest or longest',
  ])
})

test('declared columns are checked', () => {
  const wrong = files(
    'wrong',
    [
      ['a', score(5, 0)],
      ['a', { class: ['x'] }],
      ['b', { class: ['x', 'x'] }],
    ],
    { train: [] },
  )
  assert.equal(sentences(...checkData(wrong)), [
    'wrong names the column a twice',
    'wrong, column a: score<5, 0> holds no range; write the least score first',
    'wrong, column a: class<x> needs two classes or more',
    'wrong, column b: class<x | x> names x twice',
  ])
})

test.run()
