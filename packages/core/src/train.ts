import * as t from 'io-ts'
import { described, inSchema } from './described.js'
import type { AnyShape } from './flow.js'
import { options, type Settings } from './options.js'
import { type Rates, ratesCodec, type WrongRates, wrongRates } from './rates.js'
import { type Apply, type Constructor, constructorOf, describe, interpret, type Refused, type RuleOf } from './stage.js'
import { nameOrPart, partOf, type WrongPart, wrongPart } from './trainPart.js'
import { type WithoutSplit, withoutSplit } from './withoutSplit.js'

/** The metrics that editors complete; any other that an evaluator reports is as good. */
const usualMetrics = ['spearman_cosine', 'pearson_cosine', 'cosine_accuracy', 'accuracy', 'loss'] as const
type Usual = `${'dev' | 'validation'}.${(typeof usualMetrics)[number]}`
const metricName = inSchema(t.string as t.Type<Usual | (string & {}), string, unknown>, () => ({
  type: 'string',
  examples: usualMetrics.map(name => `dev.${name}`),
}))

/** Schedules without settings of their own. */
const scheduleNames = ['linear', 'constant', 'cosine'] as const
export type ScheduleName = (typeof scheduleNames)[number]
const optimizer = partOf('optimizer', 'an optimizer, as optimizer.sgd()')
const schedule = nameOrPart('schedule', 'the name of a schedule, or one as schedule.polynomial()', scheduleNames)
const sampler = t.keyof(
  { shuffled: null, 'as given': null, 'no duplicates': null, 'grouped by label': null, 'by length': null },
  "'shuffled', 'as given', 'no duplicates', 'grouped by label' or 'by length'",
)

const lastBatch = t.keyof({ kept: null, dropped: null }, 'kept or dropped')

/** What large products of a step are computed in; weights, moments, metrics and the saved model are float32. */
export const precision = t.keyof({ float32: null, bf16: null }, "'float32' or 'bf16'")

const description = describe({
  name: 'train',
  about: 'Minimises the loss, and keeps the best model',
  takes: ['objective'],
  options: options({
    on: [described(t.string, 'The split that is learned from'), 'train'],
    epochs: [described(t.number, 'How many times every row is seen; epochs or steps is written'), undefined],
    steps: [described(t.number, 'How many steps are made in all; epochs or steps is written'), undefined],
    batchSize: [described(t.number, 'Rows of one batch'), 16],
    miniBatchSize: [
      described(
        t.number,
        'Rows that are embedded at a time, where a batch is too large to be embedded at once; the loss sees all of it',
      ),
      undefined,
    ],
    learningRate: [described(t.number, 'The highest rate, reached after the warm-up'), 2e-5],
    rates: [
      described(ratesCodec, 'Parameters with rates of their own; the longest path that names one counts'),
      undefined,
    ],
    optimizer: [described(optimizer, 'How gradients move the weights; optimizer.adamW() if not written'), undefined],
    schedule: [
      described(schedule, 'How the rate goes on after the warm-up: falls to 0 in a line or along a cosine, or stays'),
      'linear',
    ],
    warmup: [described(t.number, 'The share of all steps over which the rate rises from 0'), 0.1],
    weightDecay: [
      described(t.number, 'How much weights shrink a step, times the rate; biases and layer norms do not'),
      0,
    ],
    clip: [described(t.number, 'The largest norm of all gradients together; longer ones are shortened to it'), 1],
    dropout: [
      described(t.number, "The share of numbers that are zeroed in training; the model's own if not written"),
      undefined,
    ],
    accumulate: [
      described(t.number, 'Batches whose gradients make one step; texts of different batches are not compared'),
      1,
    ],
    sampler: [
      described(
        sampler,
        'Which rows are a batch: drawn anew every epoch from the seed, or as the data give them; no text twice in a batch; two rows of a class at a time; of like length',
      ),
      'shuffled',
    ],
    lastBatch: [
      described(lastBatch, 'Whether a last batch of fewer rows is kept; in-batch losses compare fewer in it'),
      'kept',
    ],
    evaluateEvery: [described(t.number, "Steps between evaluations; at every epoch's end if not written"), undefined],
    best: [described(metricName, 'The metric, as dev.spearman_cosine, whose best model is kept'), undefined],
    patience: [described(t.number, 'Training stops after so many evaluations without a better model'), undefined],
    prompts: [
      described(t.record(t.string, t.string, 'an object of texts'), 'Text put in front of every text of a column'),
      undefined,
    ],
    precision: [
      described(precision, 'What large products are computed in; weights, metrics and the saved model are float32'),
      'float32',
    ],
    seed: [described(t.number, 'What order, dropout and new weights are drawn from'), 42],
  }),
  rules: [
    ['epochs', 'or', 'steps', '{stage} needs epochs or steps: write how long to train'],
    ['epochs', 'excludes', 'steps', '{stage} has epochs and steps: write one of them'],
    ['epochs', 'is positive', 0, '{stage}: epochs is {epochs}: choose 1 or more'],
    ['epochs', 'is whole', 0, '{stage}: epochs is {epochs}, not a whole number: write steps for part of an epoch'],
    ['steps', 'is positive', 0, '{stage}: steps is {steps}: choose 1 or more'],
    ['steps', 'is whole', 0, '{stage}: steps is {steps}, not a whole number'],
    ['batchSize', 'is positive', 0, '{stage}: batchSize is {batchSize}: choose 1 or more'],
    ['batchSize', 'is whole', 0, '{stage}: batchSize is {batchSize}, not a whole number'],
    [
      'batchSize',
      '>=',
      'smallestBatch',
      '{stage}: {objective} compares the texts of a batch: batchSize is {batchSize}, use at least {smallestBatch}',
    ],
    ['miniBatchSize', 'is positive', 0, '{stage}: miniBatchSize is {miniBatchSize}: choose 1 or more'],
    ['miniBatchSize', 'is whole', 0, '{stage}: miniBatchSize is {miniBatchSize}, not a whole number'],
    [
      'miniBatchSize',
      '<=',
      'batchSize',
      '{stage}: miniBatchSize is {miniBatchSize}, and batchSize {batchSize}: choose at most that, or leave it out',
    ],
    ['learningRate', 'is positive', 0, '{stage}: learningRate is {learningRate}: choose a number above 0'],
    ['warmup', 'is a share', 0, '{stage}: warmup is {warmup}, a share of the steps: choose 0 to 1'],
    ['dropout', 'is a share', 0, '{stage}: dropout is {dropout}, a share of the numbers: choose 0 to 1'],
    ['dropout', 'is not', 1, '{stage}: dropout is 1, which leaves nothing: choose a number below 1'],
    ['clip', 'is positive', 0, '{stage}: clip is {clip}, the largest norm of the gradient: choose a number above 0'],
    ['weightDecay', '>=', 0, '{stage}: weightDecay is {weightDecay}: choose 0 or more'],
    ['accumulate', 'is positive', 0, '{stage}: accumulate is {accumulate}: choose 1 or more batches a step'],
    ['accumulate', 'is whole', 0, '{stage}: accumulate is {accumulate}, not a whole number of batches'],
    ['evaluateEvery', 'is positive', 0, '{stage}: evaluateEvery is {evaluateEvery}: choose 1 or more steps'],
    ['evaluateEvery', 'is whole', 0, '{stage}: evaluateEvery is {evaluateEvery}, not a whole number of steps'],
    [
      'evaluateEvery',
      'is within',
      'steps',
      '{stage}: evaluateEvery is {evaluateEvery}, and there are {steps} steps: choose {steps} or fewer, or leave it out',
    ],
    [
      'sampler',
      'groups by',
      'reads',
      '{stage}: grouped by label needs a loss that reads a class column; {objective} reads none',
    ],
    [
      'sampler',
      'makes pairs of',
      'batchSize',
      '{stage}: grouped by label takes two rows of a class at a time: batchSize is {batchSize}, use an even number from 4 up',
    ],
    ['seed', 'is whole', 0, '{stage}: seed is {seed}, not a whole number'],
    ['seed', '>=', 0, '{stage}: seed is {seed}: choose 0 or more'],
    ['best', 'is one of', 'metrics', '{stage} chooses by {best}; the evaluators before it give {metrics}'],
    ['best', 'is not on', "'test'", '{stage} chooses by {best}: a test split never chooses, use another split'],
    [
      'declaredPrompts',
      'goes with',
      'prompts',
      '{stage}: {encoder} declares the prompts {declaredPrompts}; write prompts for the columns that need one, or prompts: {} for none',
    ],
    ['patience', 'goes with', 'best', '{stage} has patience but no best: name the metric that must improve'],
    ['patience', 'is positive', 0, '{stage}: patience is {patience}: choose 1 or more evaluations'],
    ['patience', 'is whole', 0, '{stage}: patience is {patience}, not a whole number of evaluations'],
  ],
  gives: { kind: 'trained' },
})
interface ByLines extends RuleOf<typeof description> {}
export interface Train extends Omit<ByLines, 'out'> {
  readonly out: Apply<ByLines, this['settings'], this['in']> extends infer Next
    ? Next extends Refused
      ? Next
      : Unfit<this['settings'], this['in']> extends infer Sentence extends string
        ? Refused<Sentence>
        : Next
    : never
}
type Unfit<O, In> =
  Absent<O, In> extends infer Sentence extends string
    ? Sentence
    : Rated<O, In> extends infer Sentence extends string
      ? Sentence
      : WrongPart<O, 'optimizer'> extends infer Sentence extends string
        ? Sentence
        : WrongPart<O, 'schedule', ScheduleName>
type Absent<O, In> = In extends AnyShape
  ? WithoutSplit<'train', O extends { readonly on: infer On extends string } ? On : 'train', In['from']>
  : undefined
type Rated<O, In> = O extends { readonly rates: infer R }
  ? In extends AnyShape
    ? WrongRates<'train', R, In>
    : undefined
  : undefined
const byLines = interpret(description, { family: 'train' })
/** The settings of `train` with defaults filled in. */
export interface TrainSettings extends Settings<(typeof description)['options']['fields']> {}

/**
 * Minimises the loss by an `optimizer` (AdamW); decay spares biases and layer norms; gradients clipped by their global norm.
 * The rate rises over the first `warmup` of all steps and goes on by `schedule`; rows of epoch e in the order torch.randperm(seed + e) gives.
 * `sampler` may also keep equal texts out of a batch (for losses whose negatives are the other rows), or put rows of a class, or of like
 * length, together.
 * `best` (`dev.spearman_cosine`) is kept and restored; `evaluateEvery` steps (each epoch's end when not written); `patience` evaluations without gain stop it.
 */
export const train: Constructor<Train> = constructorOf<Constructor<Train>>({
  ...byLines,
  judge: (flow, settings, written) => {
    const judged = byLines.judge(flow, settings, written)
    const rates = flow.kind === 'objective' ? wrongRates('train', (settings.rates ?? []) as Rates, flow) : []
    const absent = flow.kind === 'objective' ? withoutSplit('train', String(settings.on), flow.from) : []
    return {
      ...judged,
      problems: [
        ...judged.problems,
        ...absent.map(sentence => ({ sentence, at: ['on'] })),
        ...rates,
        ...wrongPart('optimizer', settings.optimizer, settings),
        ...wrongPart('schedule', settings.schedule, settings, scheduleNames),
      ],
    }
  },
})
