import { described } from '../described.js'
import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'
import { options } from '../options.js'
import { averagePrecision, descending } from './averagePrecision.js'
import { count } from './count.js'
import { ndcgOfScores } from './ndcg.js'
import { similarityName, withEach } from './similarities.js'

const made = defineEvaluator({
  name: 'evaluate.reranking',
  about: 'How well a query ranks its positive documents before its negative ones: MAP, MRR and nDCG',
  roles: ['query: text', 'positive: texts', 'negative: texts'],
  reads: 'embeddings',
  metrics: ['map', ['mrr@{k}', 'at', [10]], ['ndcg@{k}', 'at', [10]]],
  options: options({
    similarity: [described(similarityName, 'How two vectors are compared'), 'cosine'],
    at: [described(count, 'Of how many documents MRR and nDCG are told'), 10],
  }),
  score: ({ embeddings, counts, rows, width }, { similarity, at }) => {
    const from = { positive: 0, negative: 0 }
    const next = (role: 'positive' | 'negative', row: number): Float32Array => {
      const start = from[role]
      from[role] += counts[role]![row]! * width
      return embeddings[role]!.subarray(start, from[role])
    }
    const found = { map: 0, mrr: 0, ndcg: 0 }
    let ranked = 0
    for (let row = 0; row < rows; row++) {
      const [positive, negative] = [next('positive', row), next('negative', row)]
      if (positive.length === 0 || negative.length === 0) continue
      ranked++
      const query = embeddings.query!.subarray(row * width, (row + 1) * width)
      const documents = new Float32Array(positive.length + negative.length)
      documents.set(positive)
      documents.set(negative, positive.length)
      const scores = withEach(similarity, query, documents, width)(0)
      const relevant = Uint8Array.from(scores, (_, i) => (i < positive.length / width ? 1 : 0))
      const first = descending(scores).order.findIndex(place => relevant[place] === 1)
      found.map += averagePrecision(scores, relevant)
      found.mrr += first < at ? 1 / (first + 1) : 0
      found.ndcg += ndcgOfScores(scores, relevant, at)
    }
    return { map: found.map / ranked, [`mrr@${at}`]: found.mrr / ranked, [`ndcg@${at}`]: found.ndcg / ranked }
  },
  primary: (_, { at }) => `ndcg@${at}`,
  doubts: ({ counts, rows }) => {
    const left = Array.from({ length: rows }, (_, row) => row).filter(
      row => counts.positive![row] === 0 || counts.negative![row] === 0,
    ).length
    return left === 0
      ? []
      : left === rows
        ? ['no row has both positive and negative documents, so there is nothing to rank']
        : [`${left} of ${rows} rows have no positive or no negative documents and are left out`]
  },
})
export interface RerankingEvaluator extends EvaluatorOf<typeof made> {}

/**
 * How well a query ranks its positive documents before its negative ones, both lists: mean average precision over all, MRR and nDCG of the
 * first `at`. Equal scores are one threshold for MAP, share the mean of their gains for nDCG, and keep the data's order for MRR.
 * Rows without positives or without negatives are left out. Source: RerankingEvaluator.
 */
export const reranking: EvaluatorConstructor<RerankingEvaluator> = named(made)
