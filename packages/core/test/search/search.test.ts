import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { mersenneTwister } from '../../src/random/mersenneTwister.js'
import { communityDetection } from '../../src/search/communityDetection.js'
import { hardNegatives, rangeOf, unaskable } from '../../src/search/hardNegatives.js'
import { miningTexts } from '../../src/search/minedNegatives.js'
import { minedRows } from '../../src/search/minedRows.js'
import { scoresAmong } from '../../src/search/rowScores.js'
import { searchFor, semanticSearch } from '../../src/search/semanticSearch.js'

const small = fc.float({ min: -4, max: 4, noNaN: true })

test('documents that come in pieces are found as if they had come at once', () => {
  fc.assert(
    fc.property(
      fc.array(small, { minLength: 6, maxLength: 6 }),
      fc.array(fc.tuple(small, small, small), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 4 }),
      (queries, documents, topK, piece) => {
        const search = searchFor(Float32Array.from(queries), 3, { topK, similarity: 'dot' })
        for (let from = 0; from < documents.length; from += piece)
          search.add(Float32Array.from(documents.slice(from, from + piece).flat()))
        const all = Float32Array.from(documents.flat())
        assert.equal(search.hits(), semanticSearch(Float32Array.from(queries), all, 3, { topK, similarity: 'dot' }))
      },
    ),
  )
})

test('the best documents stand first, of equal ones the earlier', () => {
  const found = semanticSearch(Float32Array.of(1, 0), Float32Array.of(0, 1, 2, 0, 3, 0, -1, 0), 2, { topK: 3 })
  assert.equal(found, [
    [
      { id: 1, score: 1 },
      { id: 2, score: 1 },
      { id: 0, score: 0 },
    ],
  ])
})

test('a community is what is close to its centre; nobody is in two', () => {
  // Three at 0°, 10°, 20°; two at 90° and 95°; one alone at 200°.
  const rows = Float32Array.from(
    [0, 10, 20, 90, 95, 200].flatMap(degrees => [
      Math.cos((degrees * Math.PI) / 180),
      Math.sin((degrees * Math.PI) / 180),
    ]),
  )
  const close = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  // Within 12° of 10° are all three; of 90° and 95° the pair.
  assert.equal(communityDetection(scoresAmong(rows, 2), { threshold: close(12), minSize: 2 }), [
    [1, 0, 2],
    [3, 4],
  ])
  assert.equal(communityDetection(scoresAmong(rows, 2), { threshold: close(12), minSize: 3 }), [[1, 0, 2]])
  assert.equal(communityDetection(scoresAmong(rows, 2), { threshold: close(1), minSize: 2 }), [])
})

const nearest = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4].map((score, id) => ({ id, score: Math.fround(score) }))
const positive = [{ id: 1, score: Math.fround(0.8) }]
const mined = (asked: object) => hardNegatives(nearest, positive, asked, 6, () => 0).map(({ id }) => id)

test('negatives are the best documents that are no positives and keep their distance', () => {
  assert.equal(mined({ negatives: 2 }), [0, 2])
  assert.equal(mined({ negatives: 2, rangeMin: 1 }), [2, 3])
  // At most 0.8 − 0.15 and 0.8 · (1 − 0.3).
  assert.equal(mined({ negatives: 2, absoluteMargin: 0.15 }), [3, 4])
  assert.equal(mined({ negatives: 2, relativeMargin: 0.3 }), [4, 5])
  assert.equal(mined({ negatives: 6, maxScore: 0.65, minScore: 0.45 }), [3, 4])
  assert.equal(
    hardNegatives(nearest, positive, { negatives: 6 }, 3, () => 0).map(({ id }) => id),
    [0, 2, 3],
  )
})

test('random negatives are some of those that are left, in their order', () => {
  const draw = mersenneTwister(7)
  const seen = new Set<string>()
  for (let i = 0; i < 200; i++) {
    const found = hardNegatives(nearest, positive, { negatives: 2, sampling: 'random' }, 6, draw).map(({ id }) => id)
    assert.is(found.length, 2)
    assert.ok(found[0]! < found[1]! && !found.includes(1))
    seen.add(String(found))
  }
  // Two of five, every pair.
  assert.is(seen.size, 10)
})

test('what cannot be asked is said', () => {
  assert.is(unaskable({ negatives: 0 }, 1), 'negatives is 0: choose 1 or more')
  assert.match(unaskable({ negatives: 3, rangeMax: 2 }, 1)!, /from 0 to 2 there are 2/)
  assert.match(unaskable({ rangeMin: 5, rangeMax: 5 }, 1)!, /choose a rangeMax above it/)
  assert.is(unaskable({}, 1), undefined)
  assert.is(rangeOf({ negatives: 3 }, 2), 5)
  assert.is(rangeOf({ negatives: 3, absoluteMargin: 0 }, 2), 32)
})

test('each text is encoded once, positives behind the corpus', () => {
  const pairs = [
    { anchor: 'q', positive: 'a' },
    { anchor: 'q', positive: 'b' },
    { anchor: 'r', positive: 'a' },
  ]
  const texts = miningTexts(pairs, ['c', 'b', 'c'])
  assert.equal(texts, { queries: ['q', 'r'], documents: ['c', 'b', 'a'], positives: [[2, 1], [2]] })
  const all = [
    { query: 0, positives: [{ id: 2, score: 0.5 }], negatives: [{ id: 0, score: 0.25 }] },
    { query: 1, positives: [{ id: 2, score: 0.5 }], negatives: [] },
  ]
  assert.equal(minedRows(texts, all, 'triplet', { told: 'scores' }), [
    { anchor: 'q', positive: 'a', negative: 'c', scores: [0.5, 0.25] },
  ])
  assert.equal(minedRows(texts, all, 'n-tuple', { negatives: 1 }), [{ anchor: 'q', positive: 'a', negative_1: 'c' }])
  assert.equal(minedRows(texts, all, 'labeled-pair'), [
    { anchor: 'q', positive: 'a', label: 1 },
    { anchor: 'q', positive: 'c', label: 0 },
    { anchor: 'r', positive: 'a', label: 1 },
  ])
  assert.equal(minedRows(texts, all, 'labeled-list'), [{ anchor: 'q', positive: ['a', 'c'], labels: [1, 0] }])
})

test.run()
