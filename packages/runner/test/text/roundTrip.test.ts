import { isDeepStrictEqual } from 'node:util'
import { type Pipeline, toJson } from '@siamese/core'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pipelineReader } from '../../src/cli/readPipelineText.js'
import { jsonOf } from '../../src/text/jsonOf.js'
import { yamlOf } from '../../src/text/yamlOf.js'
import { vocabulary } from '../../src/vocabulary.js'
import { everyPipeline } from '../random/everyPipeline.js'
import { randomPipelines } from '../random/pipelines.js'

const plain = (pipeline: Pipeline) => JSON.parse(JSON.stringify(toJson(pipeline)))
/** As a file holds it: what UTF-8 cannot say is lost there. */
const kept = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')

for (const [name, write] of [
  ['pipeline.json', jsonOf],
  ['pipeline.yaml', yamlOf],
] as const)
  test(`what is written as ${name} reads as the same pipeline`, async () => {
    const readPipeline = await pipelineReader(name)
    everyPipeline(vocabulary, 250, made => {
      const json = plain(made)
      const text = write(json)
      assert.is(kept(text), text)
      const read = readPipeline(text, vocabulary)
      if (isLeft(read)) throw new Error(`${read.left[0]!.sentence} at ${read.left[0]!.place}: ${text}`)
      // Not uvu's own: to it a key named constructor makes objects differ.
      assert.ok(isDeepStrictEqual(plain(read.right), json), text)
      assert.is(read.right.width, made.width)
    })
  })

test('the pipelines above have every stage and every setting', () => {
  const seen = new Set<string>()
  for (const { stages } of fc.sample(randomPipelines(vocabulary), { numRuns: 300, seed: 1 }))
    for (const { stage, settings } of stages)
      for (const key of Object.keys(settings as object)) seen.add(stage).add(`${stage}.${key}`)
  const all = vocabulary.flatMap(({ definition: { name, options } }) =>
    Object.keys(options.fields).map(key => `${name}.${key}`),
  )
  // It has no roles, so no columns and no prompts of its own.
  const none = ['evaluate.loss.columns']
  assert.equal(
    all.filter(each => !seen.has(each) && !none.includes(each)),
    [],
  )
})

test('YAML is laid out as a person writes it', () => {
  const written = yamlOf({
    siamese: 1,
    data: {
      data: 'pairs',
      columns: [
        ['a', 'text'],
        ['score', { score: [0, 5] }],
      ],
      splits: ['train', 'dev'],
      origin: { rows: {} },
    },
    models: {},
    stages: [{ stage: 'train', epochs: 1, prompts: { a: 'two\nlines', b: 'yes', c: '' } }],
  })
  assert.is(
    written,
    `siamese: 1
data:
  data: pairs
  columns:
    - [a, text]
    - [score, {score: [0, 5]}]
  splits: [train, dev]
  origin:
    rows: {}
models: {}
stages:
  - stage: train
    epochs: 1
    prompts:
      a: "two\\nlines"
      b: yes
      c: ""
`,
  )
})

test.run()
