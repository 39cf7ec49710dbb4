import * as t from 'io-ts'
import type { OrChoice } from './choice.js'
import { type Unfinished, type Unsaid, unfinished, unsaid } from './declared.js'
import { described, inSchema } from './described.js'
import type { Evaluates, Scored, Searched } from './does.js'
import type { AnyShape, Flow, Kind, Reported } from './flow.js'
import { type Metric, type MetricsOn, metricNames } from './metricNames.js'
import type { AtMost, IsPositive, IsWhole } from './numbers.js'
import { type Fields, type Options, options, type Plain, type RequiredOf, type Settings } from './options.js'
import type { Fault } from './problem.js'
import { columnRecord, roleRecord } from './roleRecord.js'
import { isEncoded, type Listed, type MapOf, type Role, type RoleName, roleTimes, type TextRole } from './roles.js'
import {
  type Misplaced,
  misplaced,
  type NoHead,
  type NoRole,
  type NothingBefore,
  noHead,
  noRole,
  noSplit,
  nothingBefore,
  type ReportedTwice,
  reportedTwice,
} from './sentences.js'
import { constructorOf, type Definition, type Mistaken, type Refused, type Rule, type Stage } from './stage.js'
import { type OnSplit, onSplit } from './taskFlow.js'
import { type Unmapped, unmapped } from './unmapped.js'
import { type CutWider, cutWider } from './widthSentences.js'
import type { LacksSplit } from './withoutSplit.js'

/** Where an evaluator stands: vectors are there before the loss, its head and its value only behind it. */
const takes = {
  embeddings: ['sentenceEmbeddings', 'objective'],
  search: ['sentenceEmbeddings', 'objective'],
  metrics: ['sentenceEmbeddings', 'objective'],
  head: ['objective'],
  loss: ['objective'],
} as const satisfies Record<Evaluates['reads'], readonly Kind[]>
type Takes<Reads extends Evaluates['reads']> = (typeof takes)[Reads]

/** The one rule of all evaluators: a split that exists, a column for every role; adds its metrics as `split.metric`. */
export interface Evaluator<
  Name extends string,
  Roles extends readonly Role[],
  Metrics extends readonly Metric[],
  Reads extends Evaluates['reads'] = 'embeddings',
  Written = {},
> extends Rule {
  readonly name: Name
  readonly roles: Roles
  readonly reads: Reads
  readonly fields: Written
  readonly out: this['in'] extends AnyShape
    ? Misplaced<Name, Takes<Reads>, this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : MistakenChoice<Name, Written, Reads, this['settings']> extends infer Wrong extends string
        ? Refused<Wrong>
        : Unfinished<Name, this['in']> extends infer Early extends string
          ? Refused<Early>
          : this['settings'] extends { readonly on: infer On extends string }
            ? LacksSplit<Name, On, this['in']['data'], this['in']['splits']> extends infer Split extends string
              ? Refused<Split>
              : UseUnsaid<Name, Written, Reads, this['in'], this['settings']> extends infer Use extends string
                ? Refused<Use>
                : Unplayed<Name, Roles, Reads, this['settings'], OnSplit<this['in'], On>> extends infer Role extends
                      string
                  ? Refused<Role>
                  : Added<Name, this['in'], MetricsOn<Prefixed<On, this['settings']>, Metrics, this['settings']>>
            : Reported<this['in'], readonly string[]>
    : never
}
/** `dev`, or `dev.long_` of an evaluator called `long`. */
type Prefixed<On extends string, O> = O extends { readonly name: infer N extends string } ? `${On}.${N}_` : `${On}.`
/** Only vectors are compared, and cut; the head and the loss read what training reads. */
type UseUnsaid<Name extends string, Written, Reads, F extends AnyShape, O> = Reads extends 'embeddings' | 'search'
  ? Unsaid<Name, Compares<Written>, F, O> extends infer Sentence extends string
    ? Sentence
    : O extends { readonly width: infer Width extends number }
      ? TooWide<Name, Width, F['width']>
      : undefined
  : Reads extends 'metrics'
    ? Alone<Name, O extends { readonly on: infer On extends string } ? On : string, F['metrics'][number]>
    : undefined
/** The sentence of an evaluator of evaluators that has none before it, or `undefined`. */
type Alone<Name extends string, On extends string, Before> = string extends Before | On
  ? undefined
  : [Extract<Before, `${On}.${string}`>] extends [never]
    ? NothingBefore<Name, On>
    : undefined
type Compares<Written> = Written extends { readonly similarity?: infer S }
  ? [Extract<S, readonly unknown[]>] extends [never]
    ? 'one'
    : 'some'
  : 'nothing'
type TooWide<Name extends string, Width extends number, Has extends number> = number extends Width | Has
  ? undefined
  : false extends IsPositive<Width> | IsWhole<Width> | AtMost<Width, Has>
    ? CutWider<Name, `${Width}`, Has>
    : undefined
/** The sentence of a prompt for a role that is not there, of a loss without a head, or of a role that finds no column. */
type Unplayed<Name extends string, Roles extends readonly Role[], Reads, O, F extends AnyShape> = [
  Exclude<keyof PromptsOf<O>, TextRole<Roles[number]>>,
] extends [never]
  ? [Reads, F['predicts']] extends ['head', 'nothing' | 'weights']
    ? NoHead<Name, F['objective']>
    : Unmapped<Name, Roles, MapOf<O>, F>
  : NoRole<Name, Listed<Roles>>
type PromptsOf<O> = O extends { readonly prompts: infer P } ? P : {}

/** A metric is found by its name, so each is reported once. */
type Added<Name extends string, F extends AnyShape, New extends readonly string[]> =
  FirstIn<New, F['metrics'][number]> extends infer Twice extends string
    ? Refused<ReportedTwice<Name, Twice>>
    : Reported<F, New>
type FirstIn<New, Old> = string extends Old
  ? undefined
  : New extends readonly [infer M, ...infer Rest]
    ? M extends Old
      ? M
      : FirstIn<Rest, Old>
    : undefined

export type Chosen<Written, Roles extends readonly Role[], Reads> = Partial<Written> &
  Cut<Reads> & {
    /** The split that is scored. */
    readonly on?: OrChoice<string>
    /** What its metrics begin with, where several evaluators score a split: `long` makes `dev.long_spearman_cosine`. */
    readonly name?: OrChoice<string>
    /** Which column plays a role, when it has another name. */
    readonly columns?: OrChoice<{ readonly [N in RoleName<Roles[number]>]?: string }>
    /** Text put in front of every text of a role. */
    readonly prompts?: OrChoice<{ readonly [N in TextRole<Roles[number]>]?: string }>
  }
type MistakenChoice<Name extends string, Written, Reads, O> = Mistaken<
  Name,
  RequiredOf<Written> | 'on',
  keyof Written | keyof Cut<Reads> | 'on' | 'name' | 'columns' | 'prompts',
  O
>
/** Embeddings can be scored by their first numbers alone. */
type Cut<Reads> = Reads extends 'embeddings' | 'search' ? { readonly width?: OrChoice<number> } : {}
/** The bound that every evaluator meets; its parameters are not compared, which would cost much. */
interface AnyEvaluator extends Rule {
  readonly name: string
  readonly roles: readonly Role[]
  readonly reads: Evaluates['reads']
}
export interface EvaluatorConstructor<R extends AnyEvaluator> {
  <const O extends Chosen<R['fields'], R['roles'], R['reads']> = {}>(settings?: O): Stage<R, O>
  readonly definition: Definition<R['name']>
}

/** The rule of an evaluator, so that its file can name it; messages and editors then do: `interface SimilarityEvaluator extends EvaluatorOf<typeof made> {}`. */
export type EvaluatorOf<C> = C extends EvaluatorConstructor<infer R> ? R : never
/** The same evaluator under that name. */
export const named = <R extends AnyEvaluator>(made: {
  readonly definition: Definition<R['name']>
}): EvaluatorConstructor<R> => made as EvaluatorConstructor<R> // the name stands for the same rule

const nameless = inSchema(
  new t.Type<string, string, unknown>(
    'a name without dots',
    isName,
    (u, context) => (isName(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
  ),
  () => ({ type: 'string', pattern: '^[^.]+$' }),
)
function isName(u: unknown): u is string {
  return typeof u === 'string' && u !== '' && !u.includes('.')
}
const width = {
  width: [
    described(t.number, 'How many of the first numbers of an embedding are scored; all if not written'),
    undefined,
  ],
} as const

/**
 * An evaluator from its roles, its metrics (`{similarity}` stands for each one chosen, and for `max` when there are several) and its
 * scoring function. `primary` is the metric that it is judged by, the first when it is not given; `doubts` are sentences about
 * rows of which metrics say nothing.
 */
export const defineEvaluator = <
  const Name extends string,
  const Roles extends readonly Role[],
  const Metrics extends readonly Metric[],
  const Reads extends Evaluates['reads'],
  const P extends Fields = {},
>(evaluator: {
  readonly name: Name
  /** What it is for, in a line. */
  readonly about?: string
  readonly roles: Roles
  readonly metrics: Metrics
  readonly reads: Reads
  readonly options?: Options<P>
  readonly score: (
    scored: Reads extends 'search' ? Searched : Reads extends 'metrics' ? readonly number[] : Scored,
    settings: Settings<P>,
    predicted?: Int32Array,
  ) => Readonly<Record<string, number>>
  readonly depth?: (settings: Settings<P>) => number
  readonly primary?: (metrics: Readonly<Record<string, number>>, settings: Settings<P>) => string
  readonly doubts?: (scored: Scored, settings: Settings<P>) => readonly string[]
}): EvaluatorConstructor<Evaluator<Name, Roles, Metrics, Reads, Plain<P>>> => {
  const { name, roles, metrics, reads } = evaluator
  const texts = roles.map(roleTimes).filter(([, kind]) => isEncoded(kind))
  const isHeadless = ({ predicts }: Flow): boolean => reads === 'head' && predicts !== 'classes'
  const vectors = reads === 'embeddings' || reads === 'search'
  const similarity = (evaluator.options?.fields as Fields | undefined)?.similarity
  const compares =
    similarity === undefined ? 'nothing' : Array.isArray((similarity as [unknown, unknown])[1]) ? 'some' : 'one'
  const def: Definition = {
    name,
    ...(evaluator.about === undefined ? {} : { about: evaluator.about }),
    options: options({
      ...(evaluator.options?.fields as Fields),
      ...(vectors ? width : {}),
      on: described(t.string, 'The split that is scored'),
      name: [described(nameless, 'What its metrics begin with, where several evaluators score a split'), undefined],
      columns: [described(columnRecord(roles), 'Which column plays a role, where it has another name'), {}],
      prompts: [
        described(
          roleRecord(texts, role => `Text put in front of every ${role}`),
          'Text put in front of every text of a role',
        ),
        {},
      ],
    }),
    rules: [],
    does: {
      family: 'evaluator',
      roles,
      reads,
      score: evaluator.score,
      depth: evaluator.depth,
      primary: evaluator.primary ?? ((_: unknown, settings: Settings<P>) => metricNames(metrics, settings)[0]),
      doubts: evaluator.doubts ?? (() => []),
    } as never, // it reads what its own settings say
    judge: (flow, settings, written) => {
      const on = String(settings.on)
      const read = onSplit(flow, on)
      const wrong = misplaced(name, takes[reads], flow.kind) ?? unfinished(name, flow)
      const absent = flow.splits.includes(on) ? undefined : noSplit(name, on, flow.data, flow.splits.join(', '))
      const reported =
        settings.on === undefined
          ? []
          : metricNames(metrics, settings).map(metric => `${on}.${nameFront(settings)}${metric}`)
      const twice = reported.find(metric => flow.metrics.includes(metric))
      const use = vectors
        ? (unsaid(name, compares, flow, written) ?? tooWide(name, settings.width, flow.width))
        : reads === 'metrics' && flow.metrics.every(metric => !metric.startsWith(`${on}.`))
          ? nothingBefore(name, on)
          : undefined
      const stranger = Object.keys(settings.prompts as object).find(role => texts.every(([text]) => text !== role))
      const unplayed = [
        ...(use === undefined ? [] : [use]),
        ...(stranger === undefined
          ? isHeadless(read)
            ? [noHead(name, read.objective)]
            : unmapped(name, roles, settings.columns as Record<string, string>, read)
          : [{ sentence: noRole(name, roles.join(', ')), at: ['prompts', stranger] }]),
      ]
      return {
        problems:
          wrong !== undefined
            ? [wrong]
            : absent !== undefined
              ? [{ sentence: absent, at: ['on'] }]
              : unplayed.length > 0 || twice === undefined
                ? unplayed
                : [{ sentence: reportedTwice(name, twice), at: ['on'] }],
        flow: { ...flow, metrics: [...flow.metrics, ...reported] },
      }
    },
  }
  return constructorOf(def)
}

const tooWide = (stage: string, width: unknown, has: number): Fault | undefined =>
  typeof width !== 'number' || (Number.isInteger(width) && width > 0 && width <= has)
    ? undefined
    : { sentence: cutWider(stage, String(width), has), at: ['width'] }

/** What stands in front of the metrics of an evaluator that has a name. */
export const nameFront = ({ name }: Readonly<Record<string, unknown>>): string => (name === undefined ? '' : `${name}_`)
