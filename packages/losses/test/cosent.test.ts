import '../../core/test/cpu.js'
import { settingsOf } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Nested, numbersOf, tensorOf } from '../../core/test/numeric.js'
import { cosent } from '../src/cosent.js'

const { does } = cosent.definition
if (does.family !== 'loss') throw new Error('it is no loss')
const loss = (u: Nested, v: Nested, score: Nested, settings: Parameters<typeof cosent>[0] = {}) =>
  numbersOf(
    does.apply(
      { sentence1: tensorOf(u), sentence2: tensorOf(v), score: tensorOf(score) },
      settingsOf(cosent(settings)),
      {},
    ),
  )[0]!
const axes = [
  [1, 0],
  [1, 0],
]

test('only the order of the scores counts, not how far they are apart', () => {
  const pair = [
    [0, 1],
    [1, 0],
  ]
  assert.is(loss(axes, pair, [0, 1]), loss(axes, pair, [0.2, 0.3]))
})

test('equal scores, and a batch of one row, cost nothing', () => {
  assert.is(loss(axes, axes, [3, 3]), 0)
  assert.is(loss([[1, 2]], [[2, 1]], [4]), 0)
})

test('pairs in the wrong order cost s times the difference of their cosines, when that is large', () => {
  const wrong = loss(
    axes,
    [
      [1, 0],
      [-1, 0],
    ],
    [0, 1],
  )
  assert.ok(Math.abs(wrong - 40) < 1e-4, `${wrong}`)
})

test.run()
