import {
  binary,
  check,
  data,
  encode,
  evaluate,
  flows,
  key,
  type Stage,
  text,
  texts,
  tokenize,
  vector,
} from '@siamese/core'
import * as pool from '@siamese/pooling'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import { folder, model, remove, sentence } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))

const rows = Array.from({ length: 6 }, (_, i) => ({
  text: sentence(i),
  other: sentence(i + 3),
  same: i % 2 === 0 ? 1 : 0,
  target: Array.from({ length: 8 }, (_, place) => (place === i ? 1 : 0)),
  positive: [sentence(i), sentence(i + 1)],
  negative: i === 5 ? [] : [sentence(i + 7)],
  id: i % 2,
}))
const everything = data(
  'everything',
  [
    ['text', text],
    ['other', text],
    ['same', binary],
    ['target', vector(8)],
    ['positive', texts],
    ['negative', texts],
    ['id', key],
  ],
  { dev: rows as never },
)
const scored = async (...evaluators: readonly Stage[]) => {
  const made = check(everything, [tokenize(model), encode(model), pool.mean(), ...evaluators])
  assert.equal(made.problems, [])
  const doubts: string[] = []
  const metrics = await evaluatePipeline(made, {
    base,
    report: event => {
      if (event.event === 'warning') doubts.push(event.sentence)
    },
  })()
  if (isLeft(metrics)) throw new Error(metrics.left[0]!.sentence)
  return { metrics: metrics.right, doubts }
}
const pair = { sentence1: 'text', sentence2: 'other' } as const

test('every evaluator reports what its stage promised, under its split and its name', async () => {
  const evaluators = [
    evaluate.binaryClassification({ on: 'dev', columns: { ...pair, label: 'same' }, similarity: ['cosine', 'dot'] }),
    evaluate.translation({ on: 'dev', columns: { source: 'text', target: 'other' } }),
    evaluate.mse({ on: 'dev' }),
    evaluate.mse({ on: 'dev', name: 'short', width: 4 }),
    evaluate.paraphraseMining({ on: 'dev', columns: { ...pair, label: 'same' } }),
    evaluate.reranking({ on: 'dev', columns: { query: 'text' }, at: 3 }),
    evaluate.retrieval({ on: 'dev', columns: { query: 'text', document: 'other' } }),
  ]
  const { metrics } = await scored(...evaluators)
  const made = check(everything, [tokenize(model), encode(model), pool.mean(), ...evaluators])
  assert.equal(Object.keys(metrics).sort(), [...flows(made).at(-1)!.metrics].sort())
  for (const [name, value] of Object.entries(metrics)) assert.ok(Number.isFinite(value), `${name} is ${value}`)
})

test('the target of a row is held against its own embedding, and cut where embeddings are', async () => {
  const { metrics } = await scored(evaluate.mse({ on: 'dev' }), evaluate.mse({ on: 'dev', name: 'short', width: 4 }))
  assert.ok(metrics['dev.negative_mse']! < 0)
  assert.is.not(metrics['dev.negative_mse'], metrics['dev.short_negative_mse'])
})

test('a query finds the text that it is itself, and prompts are put in front', async () => {
  const columns = { query: 'text', document: 'text' }
  const itself = check(everything, [
    tokenize(model),
    encode(model),
    pool.mean(),
    evaluate.retrieval({ on: 'dev', columns: columns as never }),
  ])
  // One column cannot play two roles; the same texts under another name can.
  assert.match(itself.problems[0]!.sentence, /uses the column text for two roles/)
  const twin = data(
    'twin',
    [
      ['query', text],
      ['document', text],
    ],
    {
      dev: rows.map(row => ({ query: row.text, document: row.text })),
    },
  )
  const found = async (settings: object) => {
    const made = check(twin, [
      tokenize(model),
      encode(model),
      pool.mean(),
      evaluate.retrieval({ on: 'dev', ...settings }),
    ])
    const metrics = await evaluatePipeline(made, { base })()
    if (isLeft(metrics)) throw new Error(metrics.left[0]!.sentence)
    return metrics.right
  }
  const plain = await found({})
  assert.is(plain['dev.cosine_accuracy@1'], 1)
  assert.is(plain['dev.cosine_ndcg@10'], 1)
  assert.ok(Math.abs(plain['dev.cosine_precision@10']! - 0.1) < 1e-12)
  const prompted = await found({ similarity: ['dot'], prompts: { query: 'not the old ' } })
  assert.is.not(prompted['dev.dot_ndcg@10'], undefined)
})

test('one number of several evaluators is what the last is judged by, or the mean of all', async () => {
  const { metrics } = await scored(
    evaluate.mse({ on: 'dev' }),
    evaluate.reranking({ on: 'dev', columns: { query: 'text' } }),
    evaluate.sequence({ on: 'dev' }),
    evaluate.mse({ on: 'dev', name: 'again' }),
    evaluate.sequence({ on: 'dev', name: 'all', score: 'mean' }),
  )
  const [mse, ndcg] = [metrics['dev.negative_mse']!, metrics['dev.ndcg@10']!]
  assert.is(metrics['dev.sequential_score'], ndcg)
  assert.ok(Math.abs(metrics['dev.all_sequential_score']! - (2 * mse + ndcg) / 3) < 1e-9)
})

test('what metrics say nothing about is said once, and a run goes on', async () => {
  const { doubts } = await scored(evaluate.reranking({ on: 'dev', columns: { query: 'text' } }))
  assert.equal(doubts, [
    'the vectors of dev have a mean cosine over 0.95: the model hardly tells texts apart',
    'evaluate.reranking on dev: 1 of 6 rows have no positive or no negative documents and are left out',
  ])
})

test.run()
