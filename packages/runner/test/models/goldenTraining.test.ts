import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type ColumnKind,
  type Columns,
  fromJson,
  type Model,
  optimizer as optimizers,
  type Problems,
  score,
  stageToJson,
  text,
} from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { suite } from 'uvu'
import { playerName } from '../../../core/src/players.js'
import { isMany, type RoleKind, roleTimes } from '../../../core/src/roles.js'
import { rolesOf } from '../../../core/test/columnsFor.js'
import { dispose } from '../../src/compute/batch.js'
import { lossOf } from '../../src/compute/objective.js'
import { disposeParameters } from '../../src/compute/parameters.js'
import { encodeTexts } from '../../src/encode/encodeTexts.js'
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
import { warmupSteps } from '../../src/train/schedule.js'
import { openSource } from '../../src/train/source.js'
import type { Stepper, StepRule } from '../../src/train/stepper.js'
import { vocabulary } from '../../src/vocabulary.js'
import { namedModel } from '../namedModel.js'
import { opened as orThrow } from '../opened.js'
import { golden, goldenFile, goldenNames, hasGolden } from './golden.js'
import { type Compared, cannot, testCases, type Way } from './goldenCases.js'
import { lossStage } from './goldenLossStages.js'
import { scheduleOf } from './goldenSchedules.js'

const test = suite('training runs of the reference')

/** The columns that the loss's roles are played by: texts in order, then the label. */
const columnsFor = ({ loss, loss_params, train, labelled }: Expected['case']): Columns => {
  const roles = rolesOf(lossStage(loss, loss_params)).map(roleTimes)
  const texts = roles.filter(([, kind]) => kind === 'text')
  const given = train[0]!.length - (labelled ? 1 : 0)
  const names = texts.flatMap(([name, , times]) =>
    isMany(times) ? Array.from({ length: given - texts.length + 1 }, (_, i) => playerName(name, i)) : [name],
  )
  const label = labelled ? roles.find(([, kind]) => kind !== 'text') : undefined
  return [
    ...names.map(name => [name, text] as const),
    ...(label === undefined ? [] : [[label[0], kindOf(label[1], loss_params, train)] as const]),
  ]
}
const kindOf = (kind: RoleKind, { num_labels }: Params, train: Expected['case']['train']): ColumnKind => {
  const values = train.map(row => row.at(-1)!)
  if (Array.isArray(values[0])) return { vector: values[0].length }
  const count = Number(num_labels ?? Math.max(...values.map(Number)) + 1)
  if (kind === 'class') return { class: Array.from({ length: count }, (_, i) => String(i)) }
  return kind === 'binary' ? 'binary' : { score: [0, 1] }
}

type Params = Readonly<Record<string, unknown>>
interface Expected {
  readonly model: string
  readonly case: {
    readonly loss: string
    readonly loss_params: Params
    readonly labelled: boolean
    readonly hyperparameters: Readonly<Record<string, never>>
    readonly train: readonly (readonly (string | number | readonly number[])[])[]
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
    readonly first_step_gradient_norms: Readonly<Record<string, number>>
    readonly total_steps: number
    readonly warmup_steps: number
    readonly rounding: {
      readonly max_loss_difference: number
      readonly max_probe_embedding_difference: number
      readonly dev_after_float64?: { readonly spearman_cosine: number }
    }
  }
}

const scored: Columns = [
  ['sentence1', text],
  ['sentence2', text],
  ['score', score(0, 1)],
]
type Values = string | number | readonly number[]
const rowsOf = (columns: Columns, rows: readonly (readonly Values[])[]) =>
  rows.map(row => Object.fromEntries(columns.map(([name], i) => [name, row[i]!])))

/** The pipeline of a golden run, over its own model folder. */
const pipelineOf = (
  model: Model,
  columns: Columns,
  rows: readonly Record<string, Values>[],
  stages: readonly object[],
) => {
  const read = fromJson(vocabulary, {
    siamese: 2,
    data: { data: 'golden', columns, splits: ['train'], origin: { rows: { train: rows } } },
    models: { tiny: model },
    stages: [
      { stage: 'tokenize', model: 'tiny' },
      { stage: 'encode', model: 'tiny' },
      ...model.modules.map(stage => ({ stage })),
      ...stages,
    ],
  })
  if (isLeft(read)) return cannot(read.left.map(({ sentence }) => sentence).join('; '))
  const plan = planOf(read.right)
  return isLeft(plan) ? cannot(plan.left.map(({ sentence }) => sentence).join('; ')) : plan.right
}

/** Pairs of equal sentences tie in exact arithmetic; the reference's float32 rounding orders them by chance. */
const spearmanWithin = (dev: Expected['case']['dev']): number => (dev.some(([a, b]) => a === b) ? 5e-3 : 1e-6)

/** Losses of Euclidean and Manhattan distances see differences alone, and not where all embeddings lie. */
const seesDifferences = ({ loss, loss_params }: Expected['case']): boolean => {
  const usual = loss === 'TripletLoss' || loss.startsWith('Batch') ? 'euclidean' : 'cosine'
  return ['euclidean', 'manhattan', 'eucledian'].includes(String(loss_params.distance_metric ?? usual))
}

/** In exact arithmetic 0, so that Adam makes steps of its rounding: of key biases, and of the last bias where differences alone are seen. */
const isRounding = (name: string, layers: number, given: Expected['case']): boolean =>
  name.endsWith('self.key.bias') ||
  (seesDifferences(given) && name === `encoder.layer.${layers - 1}.output.LayerNorm.bias`)

const run = async (name: string, { computes }: Way): Promise<readonly Compared[]> => {
  const { model: at, case: given, expected, probe_sentences }: Expected = golden(`training/${name}/expected.json`)
  const folder = fileURLToPath(goldenFile(at))
  const declared = opened(await namedModel(folder, 'tiny')(), 'the model')
  const model = opened(await openFolder(folder)(), 'the model')
  const columns = columnsFor(given)
  const h = given.hyperparameters as Readonly<Record<string, never>> & {
    readonly betas: readonly [number, number]
    readonly scheduler_params?: Params
  }
  const schedule = scheduleOf(String(h.scheduler), h.scheduler_params ?? {}, Number(h.learning_rate))
  const plan = pipelineOf(declared, columns, rowsOf(columns, given.train), [
    stageToJson(lossStage(given.loss, given.loss_params)),
    {
      stage: 'train',
      epochs: h.epochs,
      batchSize: h.batch_size,
      learningRate: h.learning_rate,
      schedule: typeof schedule === 'string' ? schedule : stageToJson(schedule),
      // A constant rate without warm-up in its name has none.
      warmup: String(h.scheduler) === 'constant' ? 0 : h.warmup_ratio,
      weightDecay: h.weight_decay,
      optimizer: { stage: 'optimizer.adamW', beta1: h.betas[0], beta2: h.betas[1], epsilon: h.eps },
      clip: h.max_grad_norm,
      accumulate: h.gradient_accumulation_steps,
      seed: h.seed,
      dropout: 0,
      sampler: 'as given',
    },
  ])
  const dev = pipelineOf(declared, scored, rowsOf(scored, given.dev), [{ stage: 'evaluate.similarity', on: 'train' }])
  const { maxLength, width, tokenModules, pooling, modules } = plan
  const sentenceEncoder = { ...model, maxLength, width, tokenModules, pooling, modules }
  const devRows = inMemory(rowsOf(scored, given.dev))
  const tokenizing = tokenizeHere(model.tokenizer)
  const settings = plan.train!
  const rule: StepRule & { readonly accumulate: number } = {
    ...settings,
    optimizer: optimizerOf(settings.optimizer),
    loss: (w, own, batch, dropout) => lossOf(sentenceEncoder, plan.tasks[0]!, w, own, batch, dropout),
  }
  const start = () => ({
    weights: toWeights(model.weights),
    head: Object.fromEntries(
      Object.entries(expected.initial_loss_parameters).map(([key, value]) => [key, tf.tensor(value as never)]),
    ),
  })
  const open = (rule: StepRule & { readonly accumulate: number }) =>
    orThrow(
      openTraining(sentenceEncoder, plan.tasks, rule, start(), {
        precision: 'float32',
        eager: computes === 'operations',
      }),
    )
  const rows = inMemory(rowsOf(columns, given.train))
  const collation = collationOf(plan, plan.tasks[0]!, { tokenizer: model.tokenizer, maxLength: plan.maxLength }, [])
  const source = orThrow(await openSource([{ split: 'train', rows, collation }], plan.sampling, settings))
  const namedParameters = async (stepper: Stepper): Promise<ReadonlyMap<string, ArrayLike<number>>> => {
    const { weights, head } = stepper.parameters()
    const stored = [...oneByOne(model.encoder, await toStored(weights))]
    const own = Object.entries(head).map(([key, each]) => [key, each.dataSync()] as const)
    const found = new Map([...stored.map(([key, { values }]) => [`0.model.${key}`, values] as const), ...own])
    disposeParameters({ weights, head })
    return found
  }
  const compared: Compared[] = []
  const compare = (what: string, found: unknown, expected: unknown, within: number) =>
    compared.push({ what, found, expected, within })

  // A step of rate 1 along the gradient tells the gradient.
  const plain = open({ ...rule, optimizer: optimizerOf(optimizers.sgd()), weightDecay: 0, clip: 1e30 }).stepper
  const from = await namedParameters(plain)
  const group = source.batches(0).slice(0, rule.accumulate)
  const batches = await Promise.all(group.map(async turn => source.collate(turn, await source.read(turn))))
  plain.step({ batches, rate: 1, step: 0 })
  const to = await namedParameters(plain)
  plain.close()
  dispose(batches)
  for (const [key, values] of from) {
    const there = expected.first_step_gradient_norms[key] ?? expected.first_step_gradient_norms[`model.${key}`]
    const norm = Math.hypot(...Array.from(values, (x, i) => x - to.get(key)![i]!))
    compare(`gradient norm of ${key}`, norm, there ?? Number.NaN, 1e-4)
  }

  const { stepper, forward } = open(rule)
  const evaluated = () =>
    evaluate({ plan: dev, sentenceEncoder, forward, frozen: [], tokenizing, rowsOf: () => devRows }, dev.evaluators)
  const probed = async () => {
    const encoder = { ...sentenceEncoder, ...forward, tokenizing, pad: model.tokenizer.pad }
    const { embeddings } = await encodeTexts(encoder, probe_sentences)
    return probe_sentences.map((_, row) => Array.from(embeddings.subarray(row * width, (row + 1) * width)))
  }
  const judged = async (when: string, there: Expected['expected']['dev_before'], within: number, moved = 0) => {
    const found = await evaluated()
    const ordered = Math.max(spearmanWithin(given.dev), moved)
    compare(`Spearman ${when}`, found['train.spearman_cosine'], there.spearman_cosine, ordered)
    compare(`Pearson ${when}`, found['train.pearson_cosine'], there.pearson_cosine, within)
  }
  // Cosines of embeddings of a forward pass, whose rounding they carry.
  await judged('before', expected.dev_before, 1e-5)
  compare('probes before', await probed(), expected.probe_embeddings_before, 1e-5)
  const steps: { rate: number; norm: number }[] = []
  const lossesOfSteps: (readonly number[])[] = []
  const recorded: Stepper = {
    ...stepper,
    step: input => {
      const out = stepper.step(input)
      lossesOfSteps.push(out.losses)
      return out
    },
  }
  const trained = await train({
    settings,
    source,
    stepper: recorded,
    report: async event => {
      if (event.event === 'step') steps.push(event)
    },
  })
  if (isLeft(trained)) return cannot(trained.left.map(({ sentence }) => sentence).join('; '))
  compare('steps', steps.length, expected.total_steps, 0)
  compare('steps of the warm-up', warmupSteps(Number(h.warmup_ratio), source.total), expected.warmup_steps, 0)
  for (const [i, there] of expected.steps.entries()) {
    compare(`losses of step ${i}`, lossesOfSteps[i], there.losses, 1e-4)
    compare(`rate of step ${i}`, steps[i]?.rate, there.learning_rate, 1e-9)
    compare(`gradient norm of step ${i}`, steps[i]?.norm, there.grad_norm, 1e-4)
  }
  for (const [key, values] of await namedParameters(stepper)) {
    const there = expected.final_parameter_norms[key]
    if (there === undefined || isRounding(key.replace('0.model.', ''), declared.layers, given)) continue
    compare(`norm of ${key}`, Math.hypot(...Array.from(values)), there, 1e-4)
  }
  const { head } = stepper.parameters()
  for (const [key, value] of Object.entries(expected.final_loss_parameters))
    compare(key, Array.from(head[key]!.dataSync()), value, 1e-4)
  // Where a common translation is not seen, differences between probes are compared.
  const shifted = (rows: readonly (readonly number[])[]) =>
    seesDifferences(given) ? rows.map(row => row.map((x, i) => x - rows[0]![i]!)) : rows
  // The run's own difference is that of the translation, which is gone here.
  const within = seesDifferences(given) ? 2e-4 : 10 * expected.rounding.max_probe_embedding_difference
  compare('probes after', shifted(await probed()), shifted(expected.probe_embeddings_after), within)
  // Cosines do see a translation that is rounding alone; the reference's own moves them as much.
  const { dev_after_float64: exactly = expected.dev_after } = expected.rounding
  const moved = seesDifferences(given) ? 10 * Math.abs(exactly.spearman_cosine - expected.dev_after.spearman_cosine) : 0
  await judged('after', expected.dev_after, Math.max(1e-6, within), moved)
  stepper.close()
  return compared
}

const opened = <A>(either: Either<Problems, A>, what: string): A =>
  isLeft(either) ? cannot(`${what}: ${either.left.map(({ sentence }) => sentence).join('; ')}`) : either.right

testCases(
  test,
  hasGolden('training runs of the reference', 'training')
    ? goldenNames('training')
        .filter(name => existsSync(goldenFile(`training/${name}/expected.json`)))
        .map(name => ({ name: `training/${name}`, run: (way: Way) => run(name, way) }))
    : [],
)
test.run()
