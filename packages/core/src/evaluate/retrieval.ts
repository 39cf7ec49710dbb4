import { described } from '../described.js'
import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'
import { options } from '../options.js'
import { some } from '../some.js'
import { counts } from './count.js'
import {
  accuracyAt,
  averagePrecisionAt,
  ndcgAt,
  precisionAt,
  type Ranking,
  recallAt,
  reciprocalRankAt,
} from './ranking.js'
import { type SimilarityName, similarityName } from './similarities.js'

const at = (what: string) => described(counts, `Of how many documents found ${what} is told`)

const made = defineEvaluator({
  name: 'evaluate.retrieval',
  about:
    'How well queries find their relevant documents in a corpus: accuracy, precision, recall, MRR, nDCG and MAP at k',
  roles: ['query: text', 'document: text', 'query_id?: key', 'document_id?: key'],
  reads: 'search',
  metrics: [
    ['{similarity}_ndcg@{k}', 'ndcgAt', [10]],
    ['{similarity}_mrr@{k}', 'mrrAt', [10]],
    ['{similarity}_map@{k}', 'mapAt', [100]],
    ['{similarity}_accuracy@{k}', 'accuracyAt', [1, 3, 5, 10]],
    ['{similarity}_precision@{k}', 'precisionRecallAt', [1, 3, 5, 10]],
    ['{similarity}_recall@{k}', 'precisionRecallAt', [1, 3, 5, 10]],
  ],
  options: options({
    similarity: [described(some(similarityName), 'How two vectors are compared'), ['cosine']],
    main: [described(similarityName, 'The similarity that it is judged by; the best one if not written'), undefined],
    accuracyAt: [at('whether one is relevant'), [1, 3, 5, 10]],
    precisionRecallAt: [at('the share that is relevant, and of the relevant the share found,'), [1, 3, 5, 10]],
    ndcgAt: [at('the discounted gain'), [10]],
    mrrAt: [at('one over the rank of the first relevant one'), [10]],
    mapAt: [at('the average precision'), [100]],
  }),
  depth: ({ accuracyAt, precisionRecallAt, ndcgAt, mrrAt, mapAt }) =>
    Math.max(...accuracyAt, ...precisionRecallAt, ...ndcgAt, ...mrrAt, ...mapAt),
  score: ({ found, relevant }, settings) =>
    Object.fromEntries(
      settings.similarity.flatMap(name => {
        const rankings = found[name]!.map((ids, query): Ranking => {
          const wanted = relevant[query]!
          return { hits: ids.map(id => wanted.has(id)), relevant: wanted.size }
        })
        const each = (metric: string, ks: readonly number[], of: (ranking: Ranking, k: number) => number) =>
          ks.map(k => [`${name}_${metric}@${k}`, mean(rankings.map(ranking => of(ranking, k)))])
        return [
          ...each('ndcg', settings.ndcgAt, ndcgAt),
          ...each('mrr', settings.mrrAt, reciprocalRankAt),
          ...each('map', settings.mapAt, averagePrecisionAt),
          ...each('accuracy', settings.accuracyAt, accuracyAt),
          ...each('precision', settings.precisionRecallAt, precisionAt),
          ...each('recall', settings.precisionRecallAt, recallAt),
        ]
      }),
    ),
  primary: (metrics, { similarity, main, ndcgAt }) => {
    const k = Math.max(...ndcgAt)
    const named = (name: SimilarityName): string => `${name}_ndcg@${k}`
    const better = (a: SimilarityName, b: SimilarityName): SimilarityName =>
      metrics[named(b)]! > metrics[named(a)]! ? b : a
    return named(main ?? [...similarity].sort().reduce(better))
  },
})
export interface RetrievalEvaluator extends EvaluatorOf<typeof made> {}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * How well queries find their relevant documents, which are the rows of the split, in a corpus: the whole one of `retrieval(…)` data, else
 * the documents of the split. Equal similarities are ordered by the document's id, as a text; a document is relevant or it is not.
 * Accuracy, precision and recall at 1, 3, 5, 10, MRR and nDCG at 10, MAP at 100, means over the queries. Source: InformationRetrievalEvaluator.
 */
export const retrieval: EvaluatorConstructor<RetrievalEvaluator> = named(made)
