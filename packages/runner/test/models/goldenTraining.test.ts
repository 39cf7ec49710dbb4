import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Columns, classes, fromJson, score, text } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Forward } from '../../src/compute/forward.js'
import { lossOf } from '../../src/compute/objective.js'
import { disposeParameters } from '../../src/compute/parameters.js'
import { encodeTexts } from '../../src/encode/encodeTexts.js'
import { openEngine } from '../../src/engine/engine.js'
import { evaluate } from '../../src/evaluate/evaluate.js'
import { openFolder } from '../../src/model/openModel.js'
import { oneByOne } from '../../src/model/sideBySide.js'
import { toStored, toWeights } from '../../src/model/tensorsOf.js'
import { planOf } from '../../src/plan.js'
import { inMemory } from '../../src/sources/rows.js'
import { tokenizeHere } from '../../src/tokenize/tokenizing.js'
import { collationOf } from '../../src/train/collate.js'
import { train } from '../../src/train/loop.js'
import { openTraining } from '../../src/train/openTraining.js'
import { optimizerOf } from '../../src/train/optimizers/optimizerOf.js'
import { openSource } from '../../src/train/source.js'
import type { StepRule } from '../../src/train/stepper.js'
import { vocabulary } from '../../src/vocabulary.js'
import { opened as orThrow } from '../opened.js'
import { goldenFile, hasGolden } from './golden.js'

const folder = fileURLToPath(goldenFile('training'))

/** The reference's losses as stages here, and the columns they read. */
const losses: Readonly<
  Record<string, { readonly columns: Columns; readonly stage: (params: Record<string, unknown>) => object }>
> = {
  CosineSimilarityLoss: {
    columns: [
      ['sentence1', text],
      ['sentence2', text],
      ['score', score(0, 1)],
    ],
    stage: () => ({ stage: 'loss.cosineSimilarity' }),
  },
  SoftmaxLoss: {
    columns: [
      ['sentence1', text],
      ['sentence2', text],
      ['label', classes('0', '1', '2')],
    ],
    stage: () => ({ stage: 'loss.softmax' }),
  },
  TripletLoss: {
    columns: [
      ['anchor', text],
      ['positive', text],
      ['negative', text],
    ],
    stage: params => ({ stage: 'loss.triplet', margin: params.triplet_margin }),
  },
}

interface Expected {
  readonly case: {
    readonly loss: string
    readonly loss_params: Record<string, unknown>
    readonly hyperparameters: Readonly<Record<string, never>>
    readonly train: readonly (readonly (string | number)[])[]
    readonly dev: readonly (readonly (string | number)[])[]
  }
  readonly probe_sentences: readonly string[]
  readonly expected: {
    readonly initial_loss_parameters: Readonly<Record<string, readonly number[]>>
    readonly final_loss_parameters: Readonly<Record<string, readonly number[]>>
    readonly dev_before: { readonly spearman_cosine: number; readonly pearson_cosine: number }
    readonly dev_after: { readonly spearman_cosine: number; readonly pearson_cosine: number }
    readonly steps: readonly {
      readonly losses: readonly number[]
      readonly learning_rate: number
      readonly grad_norm: number
    }[]
    readonly probe_embeddings_before: readonly (readonly number[])[]
    readonly probe_embeddings_after: readonly (readonly number[])[]
    readonly final_parameter_norms: Readonly<Record<string, number>>
    readonly rounding: { readonly max_loss_difference: number; readonly max_probe_embedding_difference: number }
  }
}

const scored: Columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['score', score(0, 1)],
]
const rowsOf = (columns: Columns, rows: readonly (readonly (string | number)[])[]) =>
  rows.map(row => Object.fromEntries(columns.map(([name], i) => [name, row[i]!])))

/** The pipeline of a golden run, over its own model folder. */
const pipelineOf = (columns: Columns, rows: readonly Record<string, string | number>[], stages: readonly object[]) => {
  const model = {
    model: 'tiny',
    architecture: 'bert',
    hidden: 32,
    layers: 2,
    positions: 64,
    vocabulary: 1045,
    maxLength: 64,
    modules: ['pool.mean'],
    origin: { source: folder, files: [] },
  }
  const read = fromJson(vocabulary, {
    siamese: 2,
    data: { data: 'golden', columns, splits: ['train'], origin: { rows: { train: rows } } },
    models: { tiny: model },
    stages: [
      { stage: 'tokenize', model: 'tiny' },
      { stage: 'encode', model: 'tiny' },
      { stage: 'pool.mean' },
      ...stages,
    ],
  })
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  const plan = planOf(read.right)
  if (isLeft(plan)) throw new Error(plan.left.map(({ sentence }) => sentence).join('\n'))
  return plan.right
}

/** Pairs of equal sentences tie in exact arithmetic; the reference's float32 rounding orders them by chance. */
const tied = 5e-3

/** Under a Euclidean triplet loss the gradient of this bias is 0 in exact arithmetic, as that of key biases always is: Adam makes steps of its rounding. */
const lastBias = 'encoder.layer.1.output.LayerNorm.bias'

const near = (found: number, expected: number, tolerance: number, what: string) =>
  assert.ok(
    Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)),
    `${what}: expected ${expected}, found ${found}`,
  )

const runs = ['cosine', 'cosine-accumulation-cosine-schedule', 'softmax', 'triplet']
for (const [name, way] of runs.flatMap(name => [[name, 'eager'] as const, [name, 'compiled'] as const]))
  test(`training ${name}, ${way}: losses, rates, norms, metrics and weights of every step are the reference's`, async () => {
    const golden: Expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'))
    const { case: given, expected, probe_sentences } = golden
    const opened = await openFolder(join(folder, 'model'))()
    if (isLeft(opened)) throw new Error(JSON.stringify(opened.left))
    const model = opened.right
    const { columns, stage } = losses[given.loss]!
    const h: Readonly<Record<string, never>> & { betas?: readonly [number, number] } = given.hyperparameters
    const plan = pipelineOf(columns, rowsOf(columns, given.train), [
      stage(given.loss_params),
      {
        stage: 'train',
        epochs: h.epochs,
        batchSize: h.batch_size,
        learningRate: h.learning_rate,
        schedule: h.scheduler,
        warmup: h.warmup_ratio,
        weightDecay: h.weight_decay,
        optimizer: { stage: 'optimizer.adamW', beta1: h.betas![0], beta2: h.betas![1], epsilon: h.eps },
        clip: h.max_grad_norm,
        accumulate: h.gradient_accumulation_steps,
        seed: h.seed,
        sampler: 'as given',
      },
    ])
    const dev = pipelineOf(scored, rowsOf(scored, given.dev), [{ stage: 'evaluate.similarity', on: 'train' }])
    const sentenceEncoder = {
      ...model,
      maxLength: plan.maxLength,
      width: 32,
      pooling: plan.pooling,
      modules: plan.modules,
    }
    const devRows = inMemory(rowsOf(scored, given.dev))
    const tokenizing = tokenizeHere(model.tokenizer)
    const evaluated = (forward: Forward) =>
      evaluate({ plan: dev, sentenceEncoder, forward, frozen: [], tokenizing, rowsOf: () => devRows }, dev.evaluators)
    const head = Object.fromEntries(
      Object.entries(expected.initial_loss_parameters).map(([key, value]) => [key, tf.tensor(value as never)]),
    )
    const weights = toWeights(model.weights)
    const settings = plan.train!
    const rule: StepRule & { readonly accumulate: number } = {
      ...settings,
      optimizer: optimizerOf(settings.optimizer),
      loss: (w, own, batch, dropout) => lossOf(sentenceEncoder, plan.tasks[0]!, w, own, batch, dropout),
    }
    const options = { precision: 'float32', eager: way === 'eager' } as const
    const { stepper, forward } = orThrow(openTraining(sentenceEncoder, plan.tasks, rule, { weights, head }, options))
    const before = await evaluated(forward)
    near(before['train.spearman_cosine']!, expected.dev_before.spearman_cosine, tied, 'Spearman before')
    near(before['train.pearson_cosine']!, expected.dev_before.pearson_cosine, 1e-5, 'Pearson before')

    const steps: { loss: number; rate: number; norm: number }[] = []
    const trained = await train({
      settings,
      source: orThrow(
        await openSource(
          [
            {
              split: 'train',
              rows: inMemory(rowsOf(columns, given.train)),
              collation: collationOf(plan, plan.tasks[0]!, model.tokenizer, []),
            },
          ],
          plan.sampling,
          settings,
        ),
      ),
      stepper,
      report: async event => {
        if (event.event === 'step') steps.push(event)
      },
    })
    if (isLeft(trained)) throw new Error(JSON.stringify(trained.left))
    assert.is(steps.length, expected.steps.length)
    expected.steps.forEach((step, i) => {
      const mean = step.losses.reduce((a, b) => a + b, 0) / step.losses.length
      near(steps[i]!.loss, mean, 1e-5, `loss of step ${i}`)
      near(steps[i]!.rate, step.learning_rate, 1e-9, `rate of step ${i}`)
      near(steps[i]!.norm, step.grad_norm, 1e-4, `gradient norm of step ${i}`)
    })
    const done = stepper.parameters()
    for (const [key, { values }] of oneByOne(model.encoder, await toStored(done.weights))) {
      if (key.endsWith('self.key.bias') || (given.loss === 'TripletLoss' && key === lastBias)) continue
      near(Math.hypot(...values), expected.final_parameter_norms[`0.model.${key}`]!, 1e-3, `norm of ${key}`)
    }
    for (const [key, value] of Object.entries(expected.final_loss_parameters)) {
      const found = Array.from(done.head[key]!.dataSync())
      value.flat().forEach((each, i) => near(found[i]!, each as number, 1e-4, `${key}[${i}]`))
    }
    const { embeddings } = await encodeTexts(
      { ...sentenceEncoder, ...forward, tokenizing, pad: model.tokenizer.pad },
      probe_sentences,
    )
    // A Euclidean triplet loss does not see a common translation: differences between probes are compared.
    const shift = (rows: readonly (readonly number[])[]) =>
      given.loss === 'TripletLoss' ? rows.map(row => row.map((x, i) => x - rows[0]![i]!)) : rows
    const found = shift(probe_sentences.map((_, row) => Array.from(embeddings.subarray(row * 32, row * 32 + 32))))
    const probes = shift(expected.probe_embeddings_after)
    const tolerance = Math.max(
      2e-5,
      20 * (given.loss === 'TripletLoss' ? 1e-5 : expected.rounding.max_probe_embedding_difference),
    )
    probes.forEach((row, r) => row.forEach((x, i) => near(found[r]![i]!, x, tolerance, `probe ${r}, number ${i}`)))
    const after = await evaluated(forward)
    near(after['train.pearson_cosine']!, expected.dev_after.pearson_cosine, 1e-4, 'Pearson after')
    near(after['train.spearman_cosine']!, expected.dev_after.spearman_cosine, tied, 'Spearman after')
    disposeParameters(done)
    stepper.close()
  })

if (hasGolden('8 training runs')) {
  const engine = await openEngine()()
  if (isLeft(engine)) throw new Error(engine.left.map(({ sentence }) => sentence).join('\n'))
  test.run()
}
