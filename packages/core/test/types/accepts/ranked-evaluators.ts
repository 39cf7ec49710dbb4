import { data, evaluate, type Pipeline, pipeline, retrieval, split, text, texts, train, vector } from '@siamese/core'
import * as loss from '@siamese/losses'
import { answers, questions, stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Metrics at k are literal names; a second evaluator of the same split has a name. */
export const found = pipeline(
  questions,
  sbert,
  loss.multipleNegativesRanking({ columns: { anchor: 'query', positive: 'document' } }),
  evaluate.retrieval({ on: 'dev', similarity: ['cosine', 'dot'], ndcgAt: [5, 10] }),
  evaluate.retrieval({ on: 'dev', name: 'short', width: 64 }),
  train({ epochs: 1, best: 'dev.dot_ndcg@5' }),
)
same<typeof found, Pipeline<'questions', 384, 'minilm', 'trained'>>()

export const ranked = pipeline(answers, sbert, evaluate.reranking({ on: 'dev', at: 3, similarity: 'dot' }))

export const short = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev', name: 'short', width: 64, precision: 'int8' }),
  train({ epochs: 1, best: 'dev.short_spearman_cosine' }),
)

const taught = data(
  'taught',
  [
    ['text', text],
    ['german', text],
    ['target', vector(384)],
    ['others', texts],
  ],
  { train: [], dev: [] },
)
export const followed = pipeline(
  taught,
  sbert,
  loss.mse({ columns: { text: 'text' } }),
  evaluate.mse({ on: 'dev' }),
  evaluate.translation({ on: 'dev', columns: { source: 'text', target: 'german' } }),
  evaluate.paraphraseMining({
    on: 'dev',
    columns: { sentence1: 'text', sentence2: 'german' },
    duplicates: 'transitive',
  }),
  train({ epochs: 1, best: 'dev.negative_mse' }),
)
same<typeof followed, Pipeline<'taught', 384, 'minilm', 'trained'>>()

const scifact = retrieval('scifact', {
  queries: ['queries.jsonl'],
  corpus: ['corpus.jsonl'],
  relevance: { train: ['qrels/train.tsv'], test: ['qrels/test.tsv'] },
})
/** The relevant pairs of a retrieval set are learned from, and looked for in its corpus. */
export const learned = pipeline(
  split(scifact, { of: 'train', into: { train: 0.9, dev: 0.1 }, seed: 1 }),
  sbert,
  loss.multipleNegativesRanking({ columns: { anchor: 'query', positive: 'document' } }),
  evaluate.retrieval({ on: 'dev' }),
  evaluate.retrieval({ on: 'test' }),
  train({ epochs: 1, best: 'dev.cosine_ndcg@10' }),
)
same<typeof learned, Pipeline<'scifact', 384, 'minilm', 'trained'>>()

/** One number of several evaluators chooses. */
export const several = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  evaluate.loss({ on: 'dev' }),
  evaluate.sequence({ on: 'dev', score: 'mean' }),
  train({ epochs: 1, best: 'dev.sequential_score' }),
)
same<typeof several, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
