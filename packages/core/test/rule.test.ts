import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { judge, type Line, type TestName } from '../src/rule.js'

const passes = (name: TestName, fact: unknown, against: unknown): boolean =>
  judge([['fact', name, 'against', 'no']], { fact, against }).length === 0

/** For every test: pairs that pass, and pairs that fail. What is not written is `undefined`. */
const cases: Readonly<
  Record<TestName, { passing: readonly (readonly unknown[])[]; failing: readonly (readonly unknown[])[] }>
> = {
  '=': {
    passing: [
      [3, 3],
      ['a', 'a'],
      [undefined, 3],
    ],
    failing: [
      [3, 4],
      ['a', 'b'],
      [3, '3'],
    ],
  },
  '<=': {
    passing: [
      [3, 3],
      [-7, 3],
      [undefined, 3],
      [3, undefined],
    ],
    failing: [
      [4, 3],
      [0, -1],
      [1.5, 1],
    ],
  },
  '>=': {
    passing: [
      [3, 3],
      [10, 9],
      [undefined, 3],
      [3, undefined],
    ],
    failing: [
      [2, 3],
      [-1, 0],
      [Number.NaN, 0],
    ],
  },
  'is within': {
    passing: [
      [3, 3],
      [undefined, 3],
      [3, undefined],
    ],
    failing: [[4, 3]],
  },
  'is positive': { passing: [[1], [0.001], [undefined]], failing: [[0], [-1], [Number.NaN]] },
  'is whole': { passing: [[1], [0], [-3], [undefined]], failing: [[1.5], [Number.NaN], [Number.POSITIVE_INFINITY]] },
  'is a layer of': {
    passing: [
      [0, 6],
      [6, 6],
      [-1, 6],
      [-7, 6],
      [undefined, 6],
      [3, undefined],
    ],
    failing: [
      [7, 6],
      [-8, 6],
    ],
  },
  'is a share': { passing: [[0], [1], [0.1], [1e-9], [undefined]], failing: [[-0.1], [1.01], [Number.NaN]] },
  'is one of': {
    passing: [
      ['dev.x', ['dev.x', 'dev.y']],
      [undefined, ['dev.x']],
    ],
    failing: [
      ['dev.z', ['dev.x', 'dev.y']],
      ['dev.x', []],
    ],
  },
  'is not': {
    passing: [
      [0.9, 1],
      [undefined, 1],
    ],
    failing: [[1, 1]],
  },
  'is not on': {
    passing: [
      ['dev.x', 'test'],
      [undefined, 'test'],
      ['testing.x', 'test'],
    ],
    failing: [['test.x', 'test']],
  },
  'goes with': {
    passing: [
      [1, 2],
      [undefined, 2],
      [undefined, undefined],
    ],
    failing: [[1, undefined]],
  },
  lists: {
    passing: [
      [
        ['Pooling', 'Dense'],
        ['Pooling', 'Dense'],
      ],
      [[], []],
      [undefined, ['Pooling']],
    ],
    failing: [
      [['Pooling'], ['Pooling', 'Dense']],
      [
        ['Dense', 'Pooling'],
        ['Pooling', 'Dense'],
      ],
      [[], ['Pooling']],
    ],
  },
  or: {
    passing: [
      [1, undefined],
      [undefined, 2],
      [1, 2],
    ],
    failing: [[undefined, undefined]],
  },
  excludes: {
    passing: [
      [1, undefined],
      [undefined, 2],
      [undefined, undefined],
    ],
    failing: [[1, 2]],
  },
  'is some': { passing: [[[1]], [undefined]], failing: [[[]]] },
  'as long as': {
    passing: [
      [
        [1, 2],
        ['a', 'b'],
      ],
      [undefined, [1]],
      [[1], undefined],
    ],
    failing: [
      [[1], ['a', 'b']],
      [[], [1]],
    ],
  },
  'each counts': { passing: [[[384, 1]], [undefined]], failing: [[[]], [[0]], [[2, 1.5]], [[-1]]] },
  'each is positive': { passing: [[[0.1, 3]], [[]], [undefined]], failing: [[[1, 0]], [[-1]], [[Number.NaN]]] },
  'each is odd': { passing: [[[1, 3, -5]], [[]], [undefined]], failing: [[[2]], [[1, 3, 4]], [[0]], [[1.5]]] },
  'each <=': {
    passing: [
      [[384, 12], 384],
      [undefined, 384],
    ],
    failing: [[[12, 385], 384]],
  },
  descends: { passing: [[[3, 2, 1]], [[3]], [[]], [undefined]], failing: [[[3, 3]], [[2, 3]], [[3, 1, 2]]] },
  rises: { passing: [[[-1, 1]], [[0.2, 0.8]], [undefined]], failing: [[[1, 1]], [[1, 0]], [[0.8, 0.2]]] },
  'each is within 1': { passing: [[[-1, 1]], [[0, 0.5]], [undefined]], failing: [[[0, 5]], [[-1.1, 0]]] },
  'makes pairs of': {
    passing: [
      ['grouped by label', 4],
      ['grouped by label', 16],
      ['shuffled', 5],
      [undefined, 5],
    ],
    failing: [
      ['grouped by label', 2],
      ['grouped by label', 5],
      ['grouped by label', 17],
    ],
  },
  'groups by': {
    passing: [
      ['grouped by label', ['text: text', 'label: class']],
      ['shuffled', ['text: text']],
    ],
    failing: [
      ['grouped by label', ['text: text', 'label: binary']],
      ['grouped by label', []],
    ],
  },
  'is directly behind': {
    passing: [
      [{ untouched: true }, 0],
      [undefined, 0],
    ],
    failing: [[{ untouched: false }, 0]],
  },
}

for (const [name, { passing, failing }] of Object.entries(cases)) {
  test(`'${name}' passes what meets it and what is not written`, () => {
    for (const [fact, against] of passing)
      assert.ok(passes(name as TestName, fact, against), `${fact} ${name} ${against}`)
  })
  test(`'${name}' fails what does not meet it`, () => {
    for (const [fact, against] of failing)
      assert.not(passes(name as TestName, fact, against), `${fact} ${name} ${against}`)
  })
}

const said = (lines: readonly Line[], facts: Readonly<Record<string, unknown>>) =>
  judge(lines, facts).map(({ sentence }) => sentence)

test('a line is held against a number, a fact by name, or a quoted text', () => {
  const lines = (against: string | number): readonly Line[] => [['length', '<=', against, 'too long']]
  assert.equal(said(lines(5), { length: 6 }), ['too long'])
  assert.equal(said(lines('limit'), { length: 6, limit: 5 }), ['too long'])
  assert.equal(said(lines('limit'), { length: 6 }), [])
  assert.equal(said([['best', 'is not on', "'test'", 'no']], { best: 'test.x', test: 'dev' }), ['no'])
})

test('a line with a condition is judged only where another fact is so', () => {
  const lines: readonly Line[] = [['width', '=', 'arriving', '{width} is not {arriving}', ['residual', true]]]
  const facts = { width: 3, arriving: 4 }
  assert.equal(judge(lines, { ...facts, residual: true }), [{ sentence: '3 is not 4', at: ['width'] }])
  assert.equal(judge(lines, { ...facts, arriving: 3, residual: true }), [])
  for (const residual of [false, 'projected', undefined]) assert.equal(judge(lines, { ...facts, residual }), [])
})

test('every failing line says its sentence, in order, with the facts filled in', () => {
  const lines: readonly Line[] = [
    ['a', 'is positive', 0, '{stage}: a is {a}'],
    ['b', 'is whole', 0, '{stage}: b is {b}'],
    ['c', '<=', 'a', '{stage}: c is {c} and a is {a}'],
  ]
  assert.equal(said(lines, { stage: 'x', a: -1, b: 2, c: 3 }), ['x: a is -1', 'x: c is 3 and a is -1'])
  assert.equal(said(lines, { stage: 'x', a: 1, b: 2, c: 1 }), [])
  assert.equal(
    judge(lines, { stage: 'x', a: -1, b: 2, c: 3 }).map(({ at }) => at),
    [['a'], ['c']],
  )
})

test.run()
