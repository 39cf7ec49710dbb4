import * as t from 'io-ts'
import type { OrChoice } from './choice.js'
import { type Unfinished, type Unsaid, unfinished, unsaid } from './declared.js'
import { described } from './described.js'
import type { Evaluates, Scored } from './does.js'
import type { AnyShape, Flow, Kind, Reported } from './flow.js'
import type { MapOf } from './loss.js'
import { type Fields, type Options, options, type Plain, type RequiredOf, type Settings } from './options.js'
import { columnRecord, roleRecord } from './roleRecord.js'
import { type Listed, type Role, type RoleName, roleParts, type TextRole, type Unmapped, unmapped } from './roles.js'
import { fill } from './sentence.js'
import {
  type Misplaced,
  misplaced,
  type NoHead,
  type NoRole,
  noHead,
  noRole,
  noSplit,
  type ReportedTwice,
  reportedTwice,
} from './sentences.js'
import { constructorOf, type Definition, type Mistaken, type Refused, type Rule, type Stage } from './stage.js'
import { type OnSplit, onSplit } from './taskFlow.js'
import type { LacksSplit } from './withoutSplit.js'

type Each<Template extends string, Values> = Values extends readonly [infer V extends string, ...infer Rest]
  ? Template extends `${infer A}{similarity}${infer B}`
    ? [`${A}${V}${B}`, ...Each<Template, Rest>]
    : [Template]
  : []
type EachTemplate<Templates, Values> = Templates extends readonly [infer T extends string, ...infer Rest]
  ? [...Each<T, Values>, ...EachTemplate<Rest, Values>]
  : []
type Measured<On extends string, Names extends readonly string[]> = { [K in keyof Names]: `${On}.${Names[K]}` }
/** Of a list of similarities that only the program knows, so are the metrics. */
type MetricsOn<On extends string, Templates, Values extends readonly string[]> = number extends Values['length']
  ? readonly string[]
  : Measured<On, EachTemplate<Templates, Values>>
type Similarities<O> = O extends { readonly similarity: infer S extends readonly string[] }
  ? WithBest<S>
  : readonly ['cosine']
/** Of several similarities the best is reported as well. */
type WithBest<S extends readonly string[]> = S extends readonly [string, string, ...string[]]
  ? readonly [...S, 'max']
  : S
const withBest = (similarities: readonly string[]): readonly string[] =>
  similarities.length < 2 ? similarities : [...similarities, 'max']

/** Where an evaluator stands: vectors are there before the loss, its head and its value only behind it. */
const takes = {
  embeddings: ['sentenceEmbeddings', 'objective'],
  head: ['objective'],
  loss: ['objective'],
} as const satisfies Record<Evaluates['reads'], readonly Kind[]>
type Takes<Reads extends Evaluates['reads']> = (typeof takes)[Reads]

/** The one rule of all evaluators: a split that exists, a column for every role; adds its metrics as `split.metric`. */
export interface Evaluator<
  Name extends string,
  Roles extends readonly Role[],
  Metrics extends readonly string[],
  Reads extends Evaluates['reads'] = 'embeddings',
  Written = {},
> extends Rule {
  readonly name: Name
  readonly roles: Roles
  readonly fields: Written
  readonly out: this['in'] extends AnyShape
    ? Misplaced<Name, Takes<Reads>, this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : MistakenChoice<Name, Written, this['settings']> extends infer Wrong extends string
        ? Refused<Wrong>
        : Unfinished<Name, this['in']> extends infer Early extends string
          ? Refused<Early>
          : this['settings'] extends { readonly on: infer On extends string }
            ? LacksSplit<Name, On, this['in']['data'], this['in']['splits']> extends infer Split extends string
              ? Refused<Split>
              : UseUnsaid<Name, Metrics, Reads, this['in'], this['settings']> extends infer Use extends string
                ? Refused<Use>
                : Unplayed<Name, Roles, Reads, this['settings'], OnSplit<this['in'], On>> extends infer Role extends
                      string
                  ? Refused<Role>
                  : Added<Name, this['in'], MetricsOn<On, Metrics, Similarities<this['settings']>>>
            : Reported<this['in'], readonly string[]>
    : never
}
/** Only vectors are compared; the head and the loss read what training reads. */
type UseUnsaid<Name extends string, Metrics, Reads, F extends AnyShape, O> = Reads extends 'embeddings'
  ? Unsaid<Name, Compares<Metrics>, F, O>
  : undefined
type Compares<Metrics> = Metrics extends readonly [`${string}{similarity}${string}`, ...unknown[]] ? true : false
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

export type Chosen<Written, Roles extends readonly Role[]> = Partial<Written> & {
  /** The split that is scored. */
  readonly on?: OrChoice<string>
  /** Which column plays a role, when it has another name. */
  readonly columns?: OrChoice<{ readonly [N in RoleName<Roles[number]>]?: string }>
  /** Text put in front of every text of a role. */
  readonly prompts?: OrChoice<{ readonly [N in TextRole<Roles[number]>]?: string }>
}
type MistakenChoice<Name extends string, Written, O> = Mistaken<
  Name,
  RequiredOf<Written> | 'on',
  keyof Written | 'on' | 'columns' | 'prompts',
  O
>
/** The bound that every evaluator meets; its parameters are not compared, which would cost much. */
interface AnyEvaluator extends Rule {
  readonly name: string
  readonly roles: readonly Role[]
}
export interface EvaluatorConstructor<R extends AnyEvaluator> {
  <const O extends Chosen<R['fields'], R['roles']> = {}>(settings?: O): Stage<R, O>
  readonly definition: Definition<R['name']>
}

/** The rule of an evaluator, so that its file can name it; messages and editors then do: `interface SimilarityEvaluator extends EvaluatorOf<typeof made> {}`. */
export type EvaluatorOf<C> = C extends EvaluatorConstructor<infer R> ? R : never
/** The same evaluator under that name. */
export const named = <R extends AnyEvaluator>(made: {
  readonly definition: Definition<R['name']>
}): EvaluatorConstructor<R> => made as EvaluatorConstructor<R> // the name stands for the same rule

/** An evaluator from its roles, its metrics (`{similarity}` stands for each one chosen, and for `max` when there are several) and its scoring function. */
export const defineEvaluator = <
  const Name extends string,
  const Roles extends readonly Role[],
  const Metrics extends readonly string[],
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
  readonly score: (scored: Scored, settings: Settings<P>, predicted?: Int32Array) => Readonly<Record<string, number>>
}): EvaluatorConstructor<Evaluator<Name, Roles, Metrics, Reads, Plain<P>>> => {
  const { name, roles, metrics } = evaluator
  const texts = roles.filter(role => roleParts(role)[1] === 'text')
  const isHeadless = ({ predicts }: Flow): boolean => evaluator.reads === 'head' && predicts !== 'classes'
  const def: Definition = {
    name,
    ...(evaluator.about === undefined ? {} : { about: evaluator.about }),
    options: options({
      ...(evaluator.options?.fields as Fields),
      on: described(t.string, 'The split that is scored'),
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
    does: { family: 'evaluator', roles, reads: evaluator.reads, score: evaluator.score as never },
    judge: (flow, settings, written) => {
      const on = String(settings.on)
      const read = onSplit(flow, on)
      const wrong = misplaced(name, takes[evaluator.reads], flow.kind) ?? unfinished(name, flow)
      const absent = flow.splits.includes(on) ? undefined : noSplit(name, on, flow.data, flow.splits.join(', '))
      const similarities = withBest((settings.similarity as readonly string[] | undefined) ?? ['cosine'])
      const named = metrics.flatMap(metric =>
        metric.includes('{similarity}') ? similarities.map(similarity => fill(metric, { similarity })) : [metric],
      )
      const reported = settings.on === undefined ? [] : named.map(metric => `${on}.${metric}`)
      const twice = reported.find(metric => flow.metrics.includes(metric))
      const compares = metrics[0]?.includes('{similarity}') === true
      const use = evaluator.reads === 'embeddings' ? unsaid(name, compares, flow, written) : undefined
      const stranger = Object.keys(settings.prompts as object).find(role =>
        texts.every(text => roleParts(text)[0] !== role),
      )
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
  return constructorOf<EvaluatorConstructor<Evaluator<Name, Roles, Metrics, Reads, Plain<P>>>>(def)
}
