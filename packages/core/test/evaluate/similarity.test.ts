import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { similarity } from '../../src/evaluate/similarity.js'
import { scoresOf } from './scores.js'

type Rows = readonly (readonly [number, number])[]
const correlations = (settings: object, sentence1: Rows, sentence2: Rows, score: readonly number[]) =>
  scoresOf(similarity.definition, settings, { embeddings: { sentence1, sentence2 }, labels: { score } }).metrics
const near = (actual: number | undefined, expected: number) =>
  assert.ok(Math.abs(actual! - expected) < 1e-6, `${actual} instead of ${expected}`)

// cosines 1, 0.8, 0.6 and 0
const [ones, others]: readonly Rows[] = [
  [
    [1, 0],
    [1, 0],
    [1, 0],
    [1, 0],
  ],
  [
    [7, 0],
    [4, 3],
    [3, 4],
    [0, 2],
  ],
]

test('scores in the order of the cosines are correlated by 1, against it by −1', () => {
  near(correlations({}, ones!, others!, [5, 4, 3, 0]).spearman_cosine, 1)
  near(correlations({}, ones!, others!, [5, 4, 3, 0]).pearson_cosine, 1)
  near(correlations({}, ones!, others!, [0, 1, 2, 9]).spearman_cosine, -1)
})

test('two neighbours the other way round: 1 − 6 · 2 / (4 · 15)', () => {
  near(correlations({}, ones!, others!, [4, 5, 3, 0]).spearman_cosine, 0.8)
})

test('dot products and distances order the same pairs in another way', () => {
  // dot 7, 4, 3, 0; distances 6, √18, √20, √5
  const found = correlations({ similarity: ['dot', 'euclidean'] }, ones!, others!, [3, 2, 1, 0])
  near(found.spearman_dot, 1)
  // ranks of the negated distances 1, 3, 2, 4 beside 4, 3, 2, 1: 1 − 6 · 18 / 60
  near(found.spearman_euclidean, -0.8)
  near(found.spearman_max, 1)
  assert.is(found.pearson_max, Math.max(found.pearson_dot!, found.pearson_euclidean!))
})

test('constant scores have no correlation', () => {
  assert.equal(correlations({}, ones!, others!, [1, 1, 1, 1]), {
    pearson_cosine: Number.NaN,
    spearman_cosine: Number.NaN,
  })
})

test('one similarity has no best', () => {
  assert.equal(Object.keys(correlations({}, ones!, others!, [5, 4, 3, 0])), ['pearson_cosine', 'spearman_cosine'])
})

test.run()
