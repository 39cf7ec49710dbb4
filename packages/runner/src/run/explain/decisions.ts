import { definition, type Route, type ScheduleName, type Stage, settingsOf, type TrainSettings } from '@siamese/core'
import { groupsOf, inputsByKind } from '../../compute/inputsByKind.js'
import { countOf, countText } from '../../countOf.js'
import { frozenFor } from '../../encode/frozenFor.js'
import { sizeOfModule, weighing } from '../../encode/placed.js'
import type { EngineFacts } from '../../engine/facts.js'
import { splitOf } from '../../evaluate/evaluate.js'
import { modelOf, type Routes } from '../../model/joinedRoutes.js'
import { freshModules, type ModuleWeights } from '../../model/moduleWeights.js'
import type { OpenModel } from '../../model/openModel.js'
import { dataOf, type Plan, type PlannedLoss } from '../../plan.js'
import { eachEncoder } from '../../plannedEncoder.js'
import { valueText } from '../../report/stageWords.js'
import { writtenOptimizer } from '../../train/optimizers/optimizerOf.js'
import { warmupSteps } from '../../train/schedule.js'
import type { Source } from '../../train/source.js'
import { frozenWords, retokenized } from '../frozenWords.js'
import { lessonsOf } from '../learn.js'
import type { OpenPlan } from '../openPlan.js'
import { trainedOn } from '../trainedOn.js'
import { trainedParameters } from '../trainedParameters.js'
import { watchedBy } from '../watched.js'
import { columnsOf } from './columns.js'

/** Something that a run does without being told in so many words. */
export interface Decision {
  readonly what: string
  readonly is: string
}

/** What a pipeline leaves to its settings' defaults, to its model and to this machine. */
export const decisionsOf = (opened: OpenPlan, computed: 'graph' | 'operations'): readonly Decision[] => {
  const { plan, model, source, engine } = opened
  const trained = trainedOn({ plan, source })
  return [
    ...eachEncoder(plan).map(({ route, maxLength }) => ({
      what: ofRoute('texts', route),
      is: textsOf(maxLength, modelOf<Pick<OpenModel, 'lowerCase'>>(model, route).lowerCase),
    })),
    ...modulesOf(plan, model.moduleWeights),
    ...labelsOf(plan),
    ...frozenOf(opened),
    ...(trained === undefined ? [] : trainedDecisions(plan, trained, model, engine.facts, computed)),
  ]
}

const trainedDecisions = (
  plan: Plan,
  { settings: train, source }: NonNullable<ReturnType<typeof trainedOn>>,
  model: Routes<Pick<OpenModel, 'encoder'>>,
  facts: EngineFacts,
  computed: 'graph' | 'operations',
): readonly Decision[] => {
  return [
    ...turnsOf(plan, source),
    ...pairsOf(plan),
    ...trainingOf(train, source),
    ...groupsOfRates(plan, model),
    ...eachEncoder(plan).map(({ route }) => ({
      what: ofRoute('dropout', route),
      is: dropoutText(modelOf<Pick<OpenModel, 'encoder'>>(model, route).encoder.dropout, train.dropout !== undefined),
    })),
    ...plan.tasks.map(loss => ({
      what: ofTask('attention', loss),
      is: groupsText(groupsOf(inputsByKind(loss).textColumns.length)),
    })),
    { what: 'precision', is: precisionText(train.precision, facts, computed) },
    { what: 'metrics', is: metricsText(plan, source) },
    {
      what: 'kept',
      is: train.best === undefined ? 'the last weights' : `the weights with the best ${train.best}`,
    },
  ]
}

/** `attention of nli`, where there are several data sets. */
const ofTask = (what: string, loss: PlannedLoss | undefined): string =>
  loss?.task === undefined ? what : `${what} of ${loss.task}`

/** `dropout of queries`, where routes have an encoder each. */
const ofRoute = (what: string, route: Route | undefined): string =>
  route === undefined ? what : `${what} of ${{ query: 'queries', document: 'documents' }[route]}`

/** Whose turn it is. */
const turnsOf = ({ sampling }: Plan, { sets, batches }: Source): readonly Decision[] => {
  if (sets.length === 1) return []
  const turns = batches(0)
  const each = sets
    .map(({ split }, i) => `${countText(turns.filter(({ set }) => set === i).length)} of ${split}`)
    .join(', ')
  const ways = {
    proportional: 'in an order drawn in each epoch: all rows of each',
    'round-robin': 'in turn, until the shortest has none left',
  }
  return [{ what: 'turns', is: `${countText(turns.length)} batches an epoch, ${each}, ${ways[sampling]}` }]
}

/** Pairs that are drawn for each epoch. */
const pairsOf = ({ tasks }: Plan): readonly Decision[] =>
  tasks.flatMap(task => {
    const { origin } = task.data
    if (!('pair' in origin)) return []
    const { negatives, seed } = origin.pair
    const is = `a text with itself and ${negatives} with others, in epoch e as torch.randperm from seed ${seed} + e; the rows of a batch are in this order`
    return [{ what: ofTask('pairs', task), is }]
  })

const textsOf = (maxLength: number, lowerCase: boolean): string =>
  `cut at ${maxLength} tokens, the special ones included${lowerCase ? ', in lower case' : ''}`

/** Where modules with weights of their own begin. */
const modulesOf = (plan: Plan, own: ModuleWeights): readonly Decision[] => {
  const { train, ...after } = plan
  const modules = weighing(after)
  const fresh = freshModules(modules, own)
  const encoderBefore = (parameters: string) =>
    eachEncoder(plan).find(({ route }) => route !== undefined && parameters.startsWith(`${route}.`)) ?? plan
  return modules.flatMap(module => {
    const numbers = sizeOfModule(module)
    if (numbers === 0) return []
    const begins = fresh.includes(module)
      ? `${countText(numbers)} fresh numbers, drawn from seed ${train?.seed ?? 0}`
      : `${countText(numbers)} numbers of ${encoderBefore(module.parameters).model.model}`
    return [{ what: module.parameters, is: begins }]
  })
}

const inputsBy = ({ plan, frozen }: OpenPlan, model: OpenPlan['frozen'][number]) =>
  plan.tasks.flatMap(({ inputs }) => inputs.filter(({ by }) => by !== undefined && frozenFor(frozen, by) === model))

/** The frozen models that losses are given. */
const frozenOf = (opened: OpenPlan): readonly Decision[] => {
  const lessons = lessonsOf(opened)
  const again = retokenized(opened.frozen, opened.model)
  return opened.frozen.map(frozen => ({
    what: 'frozen model',
    is: frozenWords(
      frozen,
      lessons.find(({ model }) => model === frozen),
      again.includes(frozen),
      inputsBy(opened, frozen),
    ),
  }))
}

/** Labels that a loss wants on another scale than the data have them, and what classes count as. */
const labelsOf = (plan: Plan): readonly Decision[] =>
  dataOf(plan).flatMap(({ data, loss }) =>
    columnsOf(data, loss).flatMap(({ name, kind, onto, classes }) => {
      const what = ofTask(name, loss)
      return [
        ...(onto === undefined ? [] : [{ what, is: `${kind} is mapped onto ${onto[0]} to ${onto[1]}` }]),
        ...(classes === undefined ? [] : [{ what, is: classes.map((each, i) => `${i} is ${each}`).join(', ') }]),
      ]
    }),
  )

const trainingOf = (train: TrainSettings, { sets, total, stepsPerEpoch }: Source): readonly Decision[] => {
  const { batchSize, accumulate, seed, learningRate, weightDecay, clip } = train
  const optimizer = writtenOptimizer(train.optimizer)
  const warmup = warmupSteps(train.warmup, total)
  const each =
    accumulate === 1
      ? `batches of ${countOf(batchSize, 'row')}`
      : `${countText(accumulate)} batches of ${countOf(batchSize, 'row')} a step`
  return [
    {
      what: 'order of rows',
      is: `${sets.every(({ rows }) => rows.drawnFrom !== undefined) ? 'as pairs are drawn' : orders(seed)[train.sampler]}${train.lastBatch === 'dropped' ? '; a last batch of fewer rows is left out' : ''}`,
    },
    ...(train.miniBatchSize === undefined
      ? []
      : [
          {
            what: 'embedding',
            is: `${countOf(train.miniBatchSize, 'row')} of a batch at a time, twice in a step; the loss compares all ${countText(batchSize)}`,
          },
        ]),
    { what: 'seed', is: `${seed}, of the order, of dropout and of weights that begin fresh` },
    { what: 'steps', is: `${countText(total)}, ${countText(stepsPerEpoch)} an epoch, ${each}` },
    {
      what: 'learning rate',
      is: `${warmup > 0 ? `rises over ${countOf(warmup, 'step')} to ${valueText(learningRate)}` : valueText(learningRate)}, then ${fallsText(train.schedule)}`,
    },
    { what: 'optimizer', is: partText(optimizer) },
    { what: 'weight decay', is: weightDecay === 0 ? 'none' : decayText(weightDecay, optimizer) },
    { what: 'clipping', is: `gradients longer than ${clip} together are scaled to it` },
  ]
}

const fallsText = (schedule: TrainSettings['schedule']): string =>
  typeof schedule === 'string'
    ? { linear: 'falls to 0', cosine: 'falls to 0 as a cosine', constant: 'stays there' }[schedule as ScheduleName]
    : `goes on by ${partText(schedule)}`

/** `optimizer.sgd, momentum 0.9, dampening 0`: all settings, those that are not written too. */
const partText = (stage: Stage): string =>
  [
    stage.stage,
    ...Object.entries(settingsOf<Readonly<Record<string, unknown>>>(stage)).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name} ${value}`],
    ),
  ].join(', ')

const decayText = (weightDecay: number, { [definition]: { does } }: Stage): string =>
  does.family === 'optimizer' && does.kind === 'adamW'
    ? `${weightDecay}, not of biases and norms`
    : `${weightDecay}, in the gradient, not of biases and norms`

/** What is frozen, and which rates there are beside the usual one. */
const groupsOfRates = (plan: Plan, model: Pick<OpenModel, 'encoder'>): readonly Decision[] => {
  const { frozen, train } = plan
  const { rates = [], learningRate } = train!
  const all = trainedParameters(plan, model)
  const sizeOf = (some: typeof all): number => some.reduce((sum, { size }) => sum + size, 0)
  const still = sizeOf(all.filter(({ rate }) => rate === 0))
  const usual = all.some(({ rate }) => rate === learningRate) ? [`${valueText(learningRate)} for the rest`] : []
  return [
    ...(frozen.length === 0
      ? []
      : [
          {
            what: 'frozen',
            is: `${countText(still)} of ${countText(sizeOf(all))} numbers: ${frozen.join(', ')}`,
          },
        ]),
    ...(rates.length === 0
      ? []
      : [
          {
            what: 'rates',
            is: [...rates.map(([path, rate]) => `${valueText(rate)} for ${path}`), ...usual].join(', '),
          },
        ]),
  ]
}

const orders = (seed: number): Readonly<Record<TrainSettings['sampler'], string>> => {
  const drawn = `in epoch e as torch.randperm from seed ${seed} + e`
  return {
    shuffled: `shuffled, ${drawn}`,
    'as given': 'as given',
    'no duplicates': `shuffled, ${drawn}; a row with a text that is in the batch already waits for a later one`,
    'grouped by label': `two rows of a class at a time, ${drawn}; odd rows of a class are left out`,
    'by length': `of like length, in stretches of up to 50 batches, ${drawn}`,
  }
}

const dropoutText = (
  { hidden, attention }: { readonly hidden: number; readonly attention: number },
  written: boolean,
) =>
  hidden === 0 && attention === 0
    ? 'none'
    : `${hidden}, in attention ${attention}${written ? '' : ", the model's own"}; none when evaluating`

const groupsText = (groups: number): string =>
  groups === 1
    ? 'all texts of a batch in one group'
    : `the texts of a batch in ${groups} groups of similar length; no padding elsewhere`

/** Instructions that multiply bfloat16. */
const multiplies = ['avx512_bf16', 'amx_bf16']

/** What products are computed in, and what would be faster. */
export const precisionText = (
  precision: TrainSettings['precision'],
  { simd }: Pick<EngineFacts, 'simd'>,
  computed: 'graph' | 'operations',
): string => {
  if (computed === 'operations')
    return precision === 'bf16' ? 'bf16, which only a graph computes: a run refuses' : 'float32'
  const has = multiplies.filter(name => simd.includes(name))
  const unknown = simd.length === 0
  const why = unknown ? 'what this processor has is not known' : `this processor has no ${multiplies.join(' or ')}`
  const named = has.join(', ')
  if (precision === 'bf16')
    return `bf16 in large products, float32 elsewhere; ${has.length > 0 ? `this processor multiplies bf16 (${named})` : `${why}${unknown ? '' : ': float32 is faster'}`}`
  if (has.length === 0) return `float32; ${why}${unknown ? '' : ': bf16 would not pay'}`
  return `float32; this processor multiplies bf16 (${named}): train({ precision: 'bf16' }) would be faster`
}

const metricsText = (plan: Plan, { stepsPerEpoch }: { readonly stepsPerEpoch: number }): string => {
  const splits = (some: Plan['evaluators']): string => [...new Set(some.map(splitOf))].join(', ')
  if (plan.evaluators.length === 0) return 'none'
  const { evaluateEvery } = plan.train!
  const watched = watchedBy(plan)
  const every =
    evaluateEvery === undefined ? `each epoch, ${countOf(stepsPerEpoch, 'step')}` : countOf(evaluateEvery, 'step')
  return `${splits(plan.evaluators)} before and after training${watched.length === 0 ? '' : `; ${splits(watched)} also after ${every}`}`
}
