import type { OrChoice } from './choice.js'
import type { Unfinished, Unsaid } from './declared.js'
import type { Evaluates } from './does.js'
import type { AnyShape, Kind, Reported } from './flow.js'
import type { Metric, MetricsOn } from './metricNames.js'
import type { AtMost, IsPositive, IsWhole } from './numbers.js'
import type { RequiredOf } from './options.js'
import type { Listed, MapOf, Role, RoleName, TextRole } from './roles.js'
import type { Misplaced, NoHead, NoRole, NothingBefore, ReportedTwice } from './sentences.js'
import type { Definition, Mistaken, Refused, Rule, Stage } from './stage.js'
import type { OnSplit } from './taskFlow.js'
import type { Unmapped } from './unmapped.js'
import type { CutWider } from './widthSentences.js'
import type { LacksSplit } from './withoutSplit.js'

/** Where an evaluator stands: vectors are there before the loss, its head and its value only behind it. */
export const takes = {
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

type Chosen<Written, Roles extends readonly Role[], Reads> = Partial<Written> &
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
export interface AnyEvaluator extends Rule {
  readonly name: string
  readonly roles: readonly Role[]
  readonly reads: Evaluates['reads']
}
export interface EvaluatorConstructor<R extends AnyEvaluator> {
  <const O extends Chosen<R['fields'], R['roles'], R['reads']> = {}>(settings?: O): Stage<R, O>
  readonly definition: Definition<R['name']>
}
