import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ndcgOfScores } from '../../src/evaluate/ndcg.js'
import {
  accuracyAt,
  averagePrecisionAt,
  ndcgAt,
  precisionAt,
  recallAt,
  reciprocalRankAt,
} from '../../src/evaluate/ranking.js'
import { reranking } from '../../src/evaluate/reranking.js'
import { retrieval } from '../../src/evaluate/retrieval.js'
import { scoresOf } from './scores.js'

const near = (actual: number | undefined, expected: number) =>
  assert.ok(Math.abs(actual! - expected) < 1e-9, `${actual} instead of ${expected}`)
const second = 1 / Math.log2(3)

test('the second of three documents found is one of two that are relevant', () => {
  const ranking = { hits: [false, true, false], relevant: 2 }
  assert.is(accuracyAt(ranking, 1), 0)
  assert.is(accuracyAt(ranking, 3), 1)
  near(precisionAt(ranking, 10), 0.1)
  near(recallAt(ranking, 2), 0.5)
  near(reciprocalRankAt(ranking, 10), 0.5)
  assert.is(reciprocalRankAt(ranking, 1), 0)
  near(ndcgAt(ranking, 10), second / (1 + second))
  near(averagePrecisionAt(ranking, 10), 0.5 / 2)
  near(averagePrecisionAt(ranking, 1), 0)
})

test('equal scores share their gain: one of two is relevant, (1 + 1 / log₂ 3) / 2', () => {
  near(ndcgOfScores([1, 1], [1, 0], 10), (1 + second) / 2)
  near(ndcgOfScores([1, 1], [0, 1], 10), (1 + second) / 2)
  // of the first alone half of what is possible
  near(ndcgOfScores([1, 1], [0, 1], 1), 0.5)
  assert.is(ndcgOfScores([2, 1], [0, 0], 10), 0)
})

test('retrieval is told for each similarity and each k, and judged by the best nDCG', () => {
  const { does, options } = retrieval.definition
  if (does.family !== 'evaluator' || does.reads !== 'search') throw new Error('it does not search')
  const settings = options.decode('', { on: 'dev', similarity: ['cosine', 'dot'], accuracyAt: [1, 2] }).value
  const found = { cosine: [['b', 'a'], ['x']], dot: [['a', 'b'], ['x']] }
  const scores = does.score({ relevant: [new Set(['a']), new Set(['y'])], found }, settings)
  assert.is(scores['cosine_accuracy@1'], 0)
  assert.is(scores['cosine_accuracy@2'], 0.5)
  near(scores['cosine_ndcg@10'], second / 2)
  near(scores['dot_mrr@10'], 0.5)
  assert.is(does.depth(settings), 100)
  assert.is(does.primary(scores, settings), 'dot_ndcg@10')
  assert.is(does.primary(scores, { ...settings, main: 'cosine' }), 'cosine_ndcg@10')
})

test('reranking leaves out rows without positives or negatives, and says how many', () => {
  const embeddings = {
    query: [
      [1, 0],
      [1, 0],
    ],
    positive: [
      [0, 1],
      [1, 0],
    ],
    negative: [
      [1, 0],
      [1, 1],
    ],
  }
  // first query: the negatives at 1 and 0.7 stand before the positive at 0; the second has no negatives
  const given = { embeddings, counts: { positive: [1, 1], negative: [2, 0] } }
  const { metrics, doubts } = scoresOf(reranking.definition, { at: 3 }, given)
  near(metrics.map, 1 / 3)
  near(metrics['mrr@3'], 1 / 3)
  near(metrics['ndcg@3'], 0.5)
  assert.equal(doubts, ['1 of 2 rows have no positive or no negative documents and are left out'])
  const none = scoresOf(reranking.definition, {}, { ...given, counts: { positive: [0, 2], negative: [2, 0] } })
  assert.equal(none.doubts, ['no row has both positive and negative documents, so there is nothing to rank'])
})

test.run()
