import type { Row } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { stepRows } from '../../src/train/stepRows.js'

const of = (...turns: readonly (readonly [split: string, numbers: readonly number[], rows: readonly Row[]])[]) =>
  stepRows(
    turns.map(([split, rows, read]) => ({ turn: { of: split, rows }, read: { rows: read } })) as never,
    { setOf: (turn: { readonly of: string }) => ({ split: turn.of }) } as never,
  )
const rows: readonly Row[] = [
  { anchor: 'a dog', positive: 'a hound', score: 0.5 },
  { anchor: 'a cat', positive: 'a tom', score: 0.25 },
]

test('the rows of a step are told by their split, also over several batches', () => {
  assert.equal(of(['train', [3, 1], rows], ['nli', [0, 2], rows], ['train', [7, 5], rows]).rows, {
    train: [3, 1, 7, 5],
    nli: [0, 2],
  })
})

test('equal rows have equal hashes, in whatever order their columns stand; an FNV-1a of 32 bits', () => {
  const turned = rows.map(({ score, ...rest }) => ({ score: score!, ...rest }))
  const hash = of(['train', [0, 1], rows]).hash
  assert.is(of(['train', [0, 1], turned]).hash, hash)
  assert.match(hash, /^[0-9a-f]{8}$/)
  assert.is(of().hash, '811c9dc5')
})

test('whatever of the rows is another one, its hash is another one', () => {
  const others: readonly (readonly Row[])[] = [
    rows,
    rows.toReversed(),
    rows.slice(0, 1),
    [{ ...rows[0]!, anchor: 'a dog ' }, rows[1]!],
    [{ ...rows[0]!, anchor: 'a doga', positive: ' hound' }, rows[1]!],
    [{ ...rows[0]!, score: 0.5000001 }, rows[1]!],
    [{ ...rows[0]!, score: -0.5 }, rows[1]!],
    [{ ...rows[0]!, score: [0.5, 1] }, rows[1]!],
    [{ ...rows[0]!, score: [1, 0.5] }, rows[1]!],
    [{ ...rows[0]!, score: ['a', 'b'] }, rows[1]!],
    [{ ...rows[0]!, score: ['ab'] }, rows[1]!],
  ]
  const hashes = [...others.map(each => of(['train', [0, 1], each]).hash), of(['dev', [0, 1], rows]).hash]
  assert.is(new Set(hashes).size, hashes.length)
})

test.run()
