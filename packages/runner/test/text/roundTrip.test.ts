import { isDeepStrictEqual } from 'node:util'
import {
  check,
  type Experiment,
  everyStage,
  experimentToJson,
  isSequence,
  isSweep,
  type Pipeline,
  pipelinesOf,
  pointsOf,
  sweepPoints,
  toJson,
} from '@siamese/core'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pipelineReader } from '../../src/cli/readPipelineText.js'
import { jsonOf } from '../../src/text/jsonOf.js'
import { yamlOf } from '../../src/text/yamlOf.js'
import { vocabulary } from '../../src/vocabulary.js'
import { everyPipeline } from '../random/everyPipeline.js'
import { everyExperiment, randomExperiments } from '../random/experiments.js'
import { randomPipelines } from '../random/pipelines.js'

const experimentJson = (made: Experiment) => JSON.parse(JSON.stringify(experimentToJson(made)))
/** What is chosen at each, and each without choices. */
const points = (made: Experiment): unknown =>
  isSweep(made)
    ? sweepPoints(made).map(({ chosen, of }) => [JSON.parse(JSON.stringify(chosen)), experimentJson(of)])
    : pipelinesOf(made).map(({ data, stages }) =>
        pointsOf(stages).map(point => [
          JSON.parse(JSON.stringify(point.chosen)),
          plain(
            check(
              data,
              point.stages.map(({ stage }) => stage),
            ),
          ),
        ]),
      )
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
      if (isSweep(read.right) || isSequence(read.right)) throw new Error(`it reads as no pipeline: ${text}`)
      // Not uvu's own: to it a key named constructor makes objects differ.
      assert.ok(isDeepStrictEqual(plain(read.right), json), text)
      assert.is(read.right.width, made.width)
    })
  })

for (const [name, write] of [
  ['experiment.json', jsonOf],
  ['experiment.yaml', yamlOf],
] as const)
  test(`choices, sequences and sweeps that are written as ${name} read as the same, with the same points`, async () => {
    const readPipeline = await pipelineReader(name)
    everyExperiment(vocabulary, 40, made => {
      const json = experimentJson(made)
      const text = write(json)
      const read = readPipeline(text, vocabulary)
      if (isLeft(read)) throw new Error(`${read.left[0]!.sentence} at ${read.left[0]!.place}: ${text}`)
      assert.ok(isDeepStrictEqual(experimentJson(read.right), json), text)
      assert.ok(isDeepStrictEqual(points(read.right), points(made)), text)
    })
  })

test('the experiments above have choices of every kind, sequences and sweeps', () => {
  const made = fc.sample(randomExperiments(vocabulary), { numRuns: 250, seed: 1 })
  const texts = made.map(each => JSON.stringify(experimentJson(each)))
  const count = (pattern: RegExp) => texts.filter(text => pattern.test(text)).length
  assert.ok(made.filter(each => isSweep(each) && isSequence(each.of)).length > 5)
  assert.ok(made.filter(each => isSequence(each)).length > 5)
  for (const pattern of [
    /"stages":\[.*\{"choose":\[\{"stage"/,
    /"[a-zA-Z]+":\{"choose":\[/,
    /\[\{"choose":|,\{"choose":/,
    /,\[\]\]\}/,
    /"choose":\[\[\{"stage"/,
    /"sweep":"grid"/,
    /"sweep":\{"sample":/,
  ])
    assert.ok(count(pattern) > 5, `${pattern}: ${count(pattern)}`)
})

test('the pipelines above have every stage and every setting', () => {
  const seen = new Set<string>()
  for (const { stages } of fc.sample(randomPipelines(vocabulary), { numRuns: 900, seed: 1 }))
    for (const { stage, settings } of everyStage(stages))
      for (const key of Object.keys(settings as object)) seen.add(stage).add(`${stage}.${key}`)
  const all = vocabulary.flatMap(({ definition: { name, options } }) =>
    Object.keys(options.fields).map(key => `${name}.${key}`),
  )
  // A loss of its own has no roles to map; several data sets have tests of their own.
  const none = ['evaluate.loss.columns', 'evaluate.sequence.columns', 'multitask.losses', 'multitask.sampling']
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
