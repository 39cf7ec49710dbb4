/**
 * Why: The best model is chosen by a metric, and this evaluator looks at another number of documents.
 * Cure: Write `'dev.cosine_ndcg@20'`, or let it report nDCG at 10 as well: `ndcgAt: [10, 20]`.
 */
import { evaluate, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { questions } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  questions,
  sbert,
  loss.multipleNegativesRanking({ columns: { anchor: 'query', positive: 'document' } }),
  evaluate.retrieval({ on: 'dev', ndcgAt: [20] }),
  train({ epochs: 1, best: 'dev.cosine_ndcg@10' }),
)
