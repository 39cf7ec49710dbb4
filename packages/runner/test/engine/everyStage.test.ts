// Every stage that has tensors, with its options: the graph's values and gradients are those of single operations.
import { routeNames } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { activations } from '../../../pooling/src/activations.js'
import { dispose } from '../../src/compute/batch.js'
import { eagerForward } from '../../src/compute/eagerForward.js'
import { pack } from '../../src/encode/pack.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { openTraining } from '../../src/train/openTraining.js'
import { vocabulary } from '../../src/vocabulary.js'
import { type SmallStages, type StageJson, small } from '../graph/small.js'
import { smallBatches } from '../graph/smallBatches.js'
import { opened as orThrow } from '../opened.js'
import { closeNumbers, closeOutcomes } from './closeTo.js'
import { eagerOutcomes, numbers, openGradients } from './gradientSession.js'

const cosine = { stage: 'loss.cosineSimilarity' }
const modules: readonly (readonly StageJson[])[] = [[], [{ stage: 'pool.normalize' }]]
const poolings: readonly StageJson[] = [
  'pool.mean',
  'pool.max',
  'pool.cls',
  'pool.meanSqrtLength',
  'pool.weightedMean',
  'pool.lastToken',
].map(stage => ({ stage }))
const concatenate = { stage: 'pool.concatenate', of: [poolings[2]!, poolings[0]!, poolings[1]!] }
const withoutPrompt = {
  stage: 'pool.concatenate',
  of: poolings.filter(({ stage }) => stage !== 'pool.max').map(each => ({ ...each, prompt: 'excluded' })),
}
const dense = { stage: 'pool.dense', width: 5 }
const tokens: readonly StageJson[] = [
  { stage: 'pool.weightedLayers', from: 1 },
  { stage: 'pool.wordWeights' },
  { stage: 'pool.cnn', channels: 3 },
  { stage: 'pool.lstm', hidden: 4, stacked: 2, dropout: 0.2 },
  { stage: 'pool.lstm', hidden: 3, directions: 'forward' },
]
const losses: readonly StageJson[] = [
  cosine,
  { ...cosine, error: 'absolute' },
  { ...cosine, transform: 'sigmoid', onto: [-1, 1] },
  { stage: 'loss.softmax' },
  { stage: 'loss.softmax', parts: ['u', 'v'] },
  { stage: 'loss.softmax', parts: ['u*v', '|u-v|'] },
  { stage: 'loss.triplet' },
  { stage: 'loss.triplet', margin: 3, distance: 'manhattan' },
  { stage: 'loss.triplet', margin: 0.5, distance: 'cosine' },
  { stage: 'loss.contrastive' },
  { stage: 'loss.contrastive', margin: 2, distance: 'euclidean' },
  { stage: 'loss.contrastive', margin: 3, distance: 'manhattan' },
  { stage: 'loss.cosent' },
  { stage: 'loss.cosent', scale: 1, similarity: 'euclidean' },
  { stage: 'loss.mse' },
  { stage: 'loss.mse', teacher: 'other' },
  { stage: 'loss.mse', projection: 8 },
  { stage: 'loss.embedDistill' },
  { stage: 'loss.embedDistill', distance: 'l2', teacher: 'other' },
  { stage: 'loss.marginMse' },
  { stage: 'loss.marginMse', similarity: 'cosine' },
  { stage: 'loss.angle', scale: 2 },
  { stage: 'loss.contrastive', reduction: 'sum' },
  { stage: 'loss.onlineContrastive', margin: 2 },
  { stage: 'loss.onlineContrastive', margin: 3, distance: 'euclidean' },
  { stage: 'loss.gist', guide: 'other', temperature: 0.5 },
  { stage: 'loss.gist', guide: 'other', temperature: 0.5, marginStrategy: 'relative', margin: 0.1, contrast: [] },
  { stage: 'loss.megaBatchMargin', negativeMargin: 0 },
  { stage: 'loss.contrastiveTension' },
  { stage: 'loss.distillKLDiv', teacher: 'other' },
  { stage: 'loss.marginMse', teacher: 'other' },
  { stage: 'loss.contrastiveTensionInBatch', scale: 2 },
  { stage: 'loss.denoisingAutoEncoder' },
  { stage: 'loss.denoisingAutoEncoder', decoder: 'apart' },
  { stage: 'loss.globalOrthogonalRegularization' },
  { stage: 'loss.batchAllTriplet' },
  { stage: 'loss.batchSemiHardTriplet' },
  { stage: 'loss.batchHardSoftMarginTriplet' },
  { stage: 'loss.multipleNegativesRanking' },
  { stage: 'loss.multipleNegativesRanking', scale: 1, similarity: 'manhattan', hardness: 'all', strength: 2 },
  {
    stage: 'loss.multipleNegativesRanking',
    scale: 2,
    similarity: 'dot',
    partition: 'per direction',
    directions: ['query to document', 'document to query'],
  },
  {
    stage: 'loss.multipleNegativesRanking',
    directions: ['query to document', 'query to query', 'document to query', 'document to document'],
  },
  { stage: 'loss.distillKLDiv' },
  { stage: 'loss.distillKLDiv', similarity: 'cosine', temperature: 0.5, teacherTemperature: 2 },
  { stage: 'loss.batchHardTriplet' },
  { stage: 'loss.batchHardTriplet', margin: 0.3, distance: 'cosine' },
  { stage: 'loss.matryoshka', loss: { stage: 'loss.multipleNegativesRanking' }, dims: [8, 4, 2] },
  { stage: 'loss.matryoshka', loss: { stage: 'loss.softmax' }, dims: [8, 3], weights: [1, 0.5] },
  { stage: 'loss.matryoshka', loss: { stage: 'loss.mse' }, dims: [5] },
  { stage: 'loss.adaptiveLayer', loss: cosine },
  { stage: 'loss.matryoshka', loss: cosine, dims: [8, 5, 2], dimsPerStep: 2 },
  {
    stage: 'loss.sum',
    losses: [{ stage: 'loss.softmax' }, { stage: 'loss.triplet' }, { stage: 'loss.softmax', parts: ['u*v'] }],
    weights: [1, 0.5, 2],
  },
  {
    stage: 'loss.sum',
    losses: [{ stage: 'loss.matryoshka', loss: { stage: 'loss.cosent' }, dims: [4] }, cosine],
  },
]
const heads = {
  stage: 'router',
  query: [dense],
  document: [{ ...dense, activation: 'none' }, { stage: 'pool.layerNorm' }],
}
const routers: readonly SmallStages[] = [
  { modules: [heads], loss: { stage: 'loss.triplet' } },
  {
    modules: [dense, { stage: 'router', query: [{ ...dense, residual: true }], document: [] }, dense],
    loss: { stage: 'loss.triplet', distance: 'manhattan' },
  },
  { modules: [{ ...heads, columns: { sentence1: 'document', sentence2: 'query' }, default: 'query' }], loss: cosine },
  { modules: [{ ...heads, columns: { sentence1: 'query', sentence2: 'query' } }], loss: { stage: 'loss.softmax' } },
  // The documents stand on both sides of the query.
  { modules: [{ ...heads, columns: { anchor: 'document', positive: 'query' } }], loss: { stage: 'loss.triplet' } },
  {
    config: { num_hidden_layers: 2 },
    tokens: [{ stage: 'pool.weightedLayers', from: 1 }],
    pooling: {
      stage: 'router',
      query: [poolings[2]],
      document: [{ stage: 'pool.cnn', channels: 3, kernels: [1, 3] }, poolings[0], { ...dense, width: 8 }],
    },
    modules: modules[1]!,
    loss: { stage: 'loss.triplet' },
  },
  {
    config: { num_hidden_layers: 3 },
    modules: [heads],
    loss: {
      stage: 'loss.adaptiveLayer',
      loss: { stage: 'loss.matryoshka', loss: { stage: 'loss.triplet' }, dims: [5, 2] },
    },
  },
  {
    modules: [{ ...heads, columns: { sentence1: 'query', sentence2: 'document' } }],
    loss: { stage: 'loss.contrastiveTension' },
  },
]
const chosen: readonly SmallStages[] = [
  ...routers,
  ...poolings.flatMap(pooling => modules.map(modules => ({ pooling, modules, loss: cosine }))),
  ...losses.slice(1).map(loss => ({ loss })),
  ...poolings.slice(1).map(pooling => ({ pooling, loss: { stage: 'loss.softmax' }, modules: modules[1]! })),
  { pooling: concatenate, loss: cosine },
  { pooling: withoutPrompt, loss: cosine },
  { pooling: concatenate, modules: [dense, { stage: 'pool.layerNorm' }, { stage: 'pool.normalize' }], loss: cosine },
  ...Object.keys(activations)
    .filter(name => name !== 'tanh') // the one that is not written, above
    .map(activation => ({ modules: [{ ...dense, activation }], loss: cosine })),
  {
    modules: [
      { ...dense, bias: false },
      { ...dense, residual: true },
    ],
    loss: { stage: 'loss.softmax' },
  },
  { modules: [{ ...dense, residual: 'projected' }], loss: { stage: 'loss.triplet' } },
  { modules: [{ stage: 'pool.truncate', width: 3 }, { stage: 'pool.normalize' }], loss: { stage: 'loss.triplet' } },
  { modules: [{ stage: 'pool.dropout', rate: 0.4 }, dense, { stage: 'pool.dropout' }], loss: cosine },
  ...tokens.map(each => ({ config: { num_hidden_layers: 2 }, tokens: [each], loss: cosine })),
  { config: { num_hidden_layers: 2 }, tokens, pooling: concatenate, loss: cosine },
  // A maximum over no tokens is no number, and then the hinge is none, nor its gradient.
  { pooling: poolings[1]!, loss: { stage: 'loss.triplet', distance: 'cosine' } },
  ...[1, 2, 3].map(layersPerStep => ({
    config: { num_hidden_layers: 3 },
    modules: [dense],
    loss: { stage: 'loss.adaptiveLayer', loss: { stage: 'loss.softmax' }, layersPerStep, weighting: 'log' },
  })),
  {
    config: { num_hidden_layers: 3 },
    loss: {
      stage: 'loss.adaptiveLayer',
      loss: {
        stage: 'loss.matryoshka',
        loss: { stage: 'loss.multipleNegativesRanking' },
        dims: [8, 4, 2],
        dimsPerStep: 1,
      },
      weighting: 'linear',
    },
  },
  {
    config: { num_hidden_layers: 2 },
    loss: { stage: 'loss.sum', losses: [{ stage: 'loss.adaptiveLayer', loss: cosine }, { stage: 'loss.triplet' }] },
  },
  ...['gelu_new', 'relu'].map(hidden_act => ({ config: { hidden_act, num_hidden_layers: 2 }, loss: cosine })),
]

/** A stage that is in none of the cases, where its family stands, with the settings that it fills in. */
const standing: { readonly [family: string]: (stage: StageJson) => SmallStages } = {
  tokenModule: each => ({ tokens: [each], loss: cosine }),
  pooling: each => ({ pooling: each, loss: cosine }),
  module: each => ({ modules: [each], loss: cosine }),
  loss: each => ({ loss: each }),
}
const tried = new Set(
  chosen
    .flatMap(({ tokens, pooling, modules, loss }) => [...(tokens ?? []), pooling, ...(modules ?? []), loss])
    .map(each => each?.stage),
)
const cases: readonly SmallStages[] = [
  ...chosen,
  ...vocabulary.flatMap(({ definition: { name, does } }) =>
    tried.has(name) ? [] : [standing[does.family]?.({ stage: name }) ?? []].flat(),
  ),
]

test('every pooling, module and loss of the vocabulary is among the cases', () => {
  const all = vocabulary.filter(({ definition }) =>
    ['tokenModule', 'pooling', 'module', 'router', 'loss'].includes(definition.does.family),
  )
  for (const { definition } of all) assert.ok(JSON.stringify(cases).includes(`"${definition.name}"`), definition.name)
})

const nameOf = ({ tokens = [], pooling = poolings[0]!, modules = [], loss, config = {} }: SmallStages): string =>
  [...tokens, pooling, ...modules, loss, config]
    .flatMap(({ stage, ...settings }: Readonly<Record<string, unknown>>) => [
      stage,
      ...Object.entries(settings).map(([key, value]) => `${key} ${JSON.stringify(value)}`),
    ])
    .filter(word => word !== undefined)
    .join(', ')

for (const stages of cases) {
  test(`values and gradients, dropout off and on: ${nameOf(stages)}`, () => {
    const ways = [0, 0.1].map(dropout => small({ ...stages, dropout }))
    const compiled = openGradients(ways, { precision: 'float32' })
    for (const [i, way] of ways.entries()) {
      const eager = eagerOutcomes(way)
      for (const [step, [name, rows]] of smallBatches(way.textsOfRow).entries()) {
        const batch = way.batch(rows)
        const what = `${name}, dropout ${i === 0 ? 'off' : 'on'}`
        const tolerances = { losses: 1e-5, gradients: 1e-4, rounding: 5e-7 }
        closeOutcomes(compiled.outcomes[i]!(batch, step), eager(batch, step), tolerances, what)
        dispose([batch])
      }
    }
    compiled.close()
  })

  test(`what evaluators read: ${nameOf(stages)}`, () => {
    const { sentenceEncoder, loss, rule, start, batch: made, textsOfRow } = small(stages)
    const { forward, stepper } = orThrow(
      openTraining(sentenceEncoder, [loss], { ...rule, accumulate: 1 }, start(), {
        precision: 'float32',
      }),
    )
    const parameters = start()
    const eager = eagerForward(sentenceEncoder, [loss], () => parameters)
    for (const [name, rows] of smallBatches(textsOfRow)) {
      const batch = made(rows)
      const both = (read: (way: typeof forward) => tf.Tensor) => {
        const of = (way: typeof forward): Float32Array => tf.tidy(() => numbers(read(way)))
        return [of(forward), of(eager)] as const
      }
      closeNumbers(...both(way => way.losses(batch)), 1e-5, `losses, ${name}`)
      const texts = pack(rows.flat(), 0, 1)
      const routes = sentenceEncoder.router === undefined ? [undefined] : routeNames
      for (const route of routes)
        closeNumbers(...both(way => way.embed(texts, undefined, route)[0]!), 1e-5, `embeddings, ${name}`)
      const other = pack(
        rows
          .flat()
          .slice(1)
          .concat([[3, 4, 5, 6, 7]]),
        0,
        1,
      )
      for (const route of routes)
        closeNumbers(
          ...both(way => tf.concat(way.embed(texts, other, route))),
          1e-5,
          `embeddings of two batches, ${name}`,
        )
      if (loss.does.predicts(loss.settings)) assert.equal(...both(way => way.predictions(batch)), `classes, ${name}`)
      dispose([batch, ...[texts, other].map(each => ({ ...batch, texts: each, labels: {} }))])
    }
    tf.dispose([parameters.weights, parameters.head] as object as tf.TensorContainer)
    stepper.close()
  })
}

test('the order of rows changes nothing, dropout off', () => {
  const way = small({ config: { num_hidden_layers: 2 }, loss: { stage: 'loss.triplet' } })
  const { outcomes, close } = openGradients([way], { precision: 'float32' })
  for (const [name, rows] of smallBatches(way.textsOfRow)) {
    const batches = [rows, rows.toReversed()].map(way.batch)
    const [given, turned] = batches.map(batch => outcomes[0]!(batch, 0))
    const back = { ...turned!, losses: turned!.losses.toReversed() }
    closeOutcomes(back, given!, { losses: 1e-5, gradients: 1e-5, rounding: 2e-7 }, name)
    dispose(batches)
  }
  close()
})

test('large products in bfloat16: near what they are in float32, and not the same', () => {
  const config = { hidden_size: 64, intermediate_size: 64, initializer_range: 0.1 }
  const way = small({ config, dropout: 0.1, loss: { stage: 'loss.softmax' } })
  const [rounded, full] = (['bf16', 'float32'] as const).map(precision => openGradients([way], { precision }))
  for (const [step, [name, rows]] of smallBatches(way.textsOfRow).entries()) {
    const batch = way.batch(rows)
    const [found, expected] = [rounded!, full!].map(({ outcomes }) => outcomes[0]!(batch, step))
    closeOutcomes(found!, expected!, { losses: 1e-2, gradients: 3e-2, rounding: 1e-3 }, name)
    if (name === 'seven rows') assert.not.equal(found!.losses, expected!.losses)
    dispose([batch])
  }
  for (const { close } of [rounded!, full!]) close()
})

const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
if (runsGraphs()) test.run()
else console.log(`skipped: ${2 * cases.length + 3} tests of every stage (this engine runs no graphs)`)
