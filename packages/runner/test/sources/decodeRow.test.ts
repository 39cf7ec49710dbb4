import type { Columns } from '@siamese/core'
import { left, right } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeRow } from '../../src/sources/decodeRow.js'

const columns: Columns = [
  ['text', 'text'],
  ['score', { score: [0, 5] }],
  ['label', { class: ['entailment', 'neutral', 'contradiction'] }],
  ['same', 'binary'],
]
const decode = (record: Readonly<Record<string, unknown>>) => decodeRow(columns)({ place: 'train.jsonl:17', record })
const good = { text: 'a', score: 2.5, label: 'neutral', same: true }

test('each kind is decoded: a text, a score as it is, a class as its index, binary as 0 or 1', () => {
  assert.equal(decode({ ...good, id: 7 }), right({ text: 'a', score: 2.5, label: 1, same: 1 }))
  assert.equal(decode({ text: '', score: 0, label: 2, same: 0 }), right({ text: '', score: 0, label: 2, same: 0 }))
  assert.equal(decode({ text: '5', score: 5n, label: 0n, same: 1n }), right({ text: '5', score: 5, label: 0, same: 1 }))
})

test('numbers may be written as text, as CSV writes them', () => {
  assert.equal(
    decode({ text: 'a', score: ' 4.75 ', label: '2', same: '1' }),
    right({ text: 'a', score: 4.75, label: 2, same: 1 }),
  )
  assert.equal(
    decode({ text: 'a', score: '1e0', label: 'neutral', same: 'False' }),
    right({ text: 'a', score: 1, label: 1, same: 0 }),
  )
})

test('a class whose names are numbers is read by its name', () => {
  const decodeStars = decodeRow([['stars', { class: ['1', '2', '3'] }]])
  assert.equal(decodeStars({ place: 'a', record: { stars: 1 } }), right({ stars: 0 }))
  assert.equal(decodeStars({ place: 'a', record: { stars: '3' } }), right({ stars: 2 }))
})

test('a vector is a list of so many numbers, in a file of one line a row as JSON', () => {
  const vectors = decodeRow([['target', { vector: 3 }]])
  const read = (target: unknown) => vectors({ place: 'a:2', record: { target } })
  assert.equal(read([0.5, -1, 2e-3]), right({ target: [0.5, -1, 2e-3] }))
  assert.equal(read(Float32Array.of(1, 2, 3)), right({ target: [1, 2, 3] }))
  assert.equal(read('[1, 2, 3]'), right({ target: [1, 2, 3] }))
  for (const [wrong, told] of [
    [[1, 2], '[1,2]'],
    [[1, 2, 3, 4, 5], 'a list of 5'],
    [[1, 2, '3'], '[1,2,"3"]'],
    [[1, 2, Number.NaN], '[1,2,null]'],
    [1, '1'],
    ['1, 2, 3', '"1, 2, 3"'],
    [undefined, 'nothing'],
  ] as const)
    assert.equal(read(wrong), left(`a:2, column target: expected vector<3>, found ${told}`))
})

test('where any number will do, no bounds are said', () => {
  const anywhere = decodeRow([['score', { score: [-Number.MAX_VALUE, Number.MAX_VALUE] }]])
  assert.equal(
    anywhere({ place: 'a:2', record: { score: 'high' } }),
    left('a:2, column score: expected a number, found "high"'),
  )
})

test('what does not fit is said with line, column, what was expected and what was found', () => {
  assert.equal(decode({ ...good, score: 7.5 }), left('train.jsonl:17, column score: expected score<0, 5>, found 7.5'))
  assert.equal(
    decode({ text: 3, score: '', label: 'maybe' }),
    left(
      'train.jsonl:17, column text: expected text, found 3; column score: expected score<0, 5>, found ""; column label: expected class<entailment | neutral | contradiction>, found "maybe"; column same: expected binary, found nothing',
    ),
  )
  const found = (record: Readonly<Record<string, unknown>>) => {
    const row = decode({ ...good, ...record })
    return row._tag === 'Left' ? row.left.split('found ')[1] : 'a row'
  }
  assert.is(found({ score: Number.NaN }), 'NaN')
  assert.is(found({ score: '0x1' }), '"0x1"')
  assert.is(found({ score: null }), 'null')
  assert.is(found({ label: 3 }), '3')
  assert.is(found({ label: 1.5 }), '1.5')
  assert.is(found({ label: -1 }), '-1')
  assert.is(found({ same: 2 }), '2')
  assert.is(found({ same: 'yes' }), '"yes"')
  assert.is(found({ text: ['a'] }), '["a"]')
  assert.is(found({ text: { a: 1n } }), '{"a":"1"}')
  assert.is(found({ score: 'x'.repeat(100) }), `"${'x'.repeat(78)}…`)
})

test('a column is looked up in the record itself', () => {
  assert.equal(
    decodeRow([['constructor', 'text']])({ place: 'a:1', record: {} }),
    left('a:1, column constructor: expected text, found nothing'),
  )
})

test.run()
