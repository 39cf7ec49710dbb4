import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { minePairs } from '../../src/search/minePairs.js'
import { scoresAmong } from '../../src/search/rowScores.js'
import { byCodePoint, topK } from '../../src/search/topK.js'

test('the best are kept whatever the order they come in, and equal scores are ordered by id', () => {
  const scores = [
    ['d2', 1],
    ['d10', 1],
    ['d3', 2],
    ['d1', 0],
    ['d4', 1],
  ] as const
  for (const some of [scores, [...scores].reverse()]) {
    const top = topK<string>(3, byCodePoint)
    for (const [id, score] of some) top.add(id, score)
    assert.equal(
      top.hits().map(({ id }) => id),
      ['d3', 'd10', 'd2'],
    )
  }
})

test('texts are ordered by code points: an emoji comes behind every character of one unit', () => {
  const sorted = ['\u{1f600}', '\uffee', 'a', 'ab', ''].sort((a, b) => (byCodePoint(a, b) ? -1 : 1))
  assert.equal(sorted, ['', 'a', 'ab', '\uffee', '\u{1f600}'])
})

test('pairs are mined once each, best first, and no more than were asked for', () => {
  // angles of 0°, 10° and 90°
  const radians = [0, Math.PI / 18, Math.PI / 2]
  const rows = Float32Array.from(radians.flatMap(angle => [Math.cos(angle), Math.sin(angle)]))
  const pairs = (maxPairs: number) => minePairs(scoresAmong(rows, 2), { maxPairs, topK: 2 }).map(({ i, j }) => [i, j])
  assert.equal(pairs(10), [
    [0, 1],
    [1, 2],
    [0, 2],
  ])
  assert.equal(pairs(2), [
    [0, 1],
    [1, 2],
  ])
  assert.equal(
    minePairs(scoresAmong(rows, 2), { maxPairs: 10, topK: 1 }).map(({ i, j }) => [i, j]),
    [
      [0, 1],
      [1, 2],
    ],
  )
})

test.run()
