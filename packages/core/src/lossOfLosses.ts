import type * as tf from '@tensorflow/tfjs-core'
import { type Unfinished, unfinished } from './declared.js'
import type { Compared, Depth, Filled, InputKind, Loses, LossInput, Shapes, Weights } from './does.js'
import type { Aim, Aimed, AnyShape, Flow } from './flow.js'
import { judgeIn, type Out } from './joint.js'
import { type LossPart, sumOfParts } from './lossParts.js'
import type { Members } from './members.js'
import type { AtMost } from './numbers.js'
import type { Options, RequiredKeys, Settings } from './options.js'
import type { Path } from './problem.js'
import { type Judge, judge, type Line } from './rule.js'
import type { Facts } from './sentence.js'
import { type Misplaced, misplaced, type NoLoss, noLoss } from './sentences.js'
import {
  type Constructor,
  constructorOf,
  definition,
  type Judged,
  type Mistaken,
  type Named,
  type Open,
  type Refused,
  type Rule,
  type Stage,
} from './stage.js'

/** A loss made of other losses, as data: the setting that holds them (one, or a list), and what the other settings must meet. */
export interface LossLines {
  readonly name: string
  /** What it is for, in a line. */
  readonly about?: string
  readonly of: string
  // biome-ignore lint/suspicious/noExplicitAny: the codecs' own types
  readonly options: Options<any>
  readonly rules: readonly Line[]
}

/** The one rule of losses of losses: their settings, then each inner loss by its own rule, with its own sentence. */
export interface RuleOfLosses<D extends LossLines> extends Rule {
  readonly name: D['name']
  readonly fields: D['options']['fields']
  readonly out: this['in'] extends AnyShape
    ? Misplaced<D['name'], ['sentenceEmbeddings'], this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : Mistaken<
            D['name'],
            RequiredKeys<D['options']['fields']>,
            keyof D['options']['fields'],
            this['settings']
          > extends infer Wrong extends string
        ? Refused<Wrong>
        : Unfinished<D['name'], this['in']> extends infer Early extends string
          ? Refused<Early>
          : (
                Open<this['settings']> extends true
                  ? undefined
                  : Judge<D['rules'], Facts<D['name'], D['options']['fields'], this['settings'], this['in']>>
              ) extends infer Sentence extends string
            ? Refused<Sentence>
            : EachLoss<D['name'], Listed<this['settings'][D['of'] & keyof this['settings']]>, this['in']>
    : never
}
type Listed<S> = S extends readonly unknown[] ? Members<S> : readonly [S]
type EachLoss<
  Name extends string,
  Losses,
  In extends AnyShape,
  Predicts extends string = 'nothing',
  Smallest extends number = 1,
  Reads extends readonly string[] = readonly [],
> = Losses extends readonly [infer Head, ...infer Rest]
  ? Out<In, Head> extends infer After
    ? After extends Refused
      ? After
      : After extends AnyShape
        ? After['kind'] extends 'objective'
          ? EachLoss<
              Name,
              Rest,
              In,
              Predicts extends 'classes'
                ? Predicts
                : After['predicts'] extends 'nothing'
                  ? Predicts
                  : After['predicts'],
              Larger<Smallest, After['smallestBatch']>,
              readonly [...Reads, ...After['reads']]
            >
          : Refused<NoLoss<Name>>
        : never
    : never
  : Losses extends readonly []
    ? Aimed<In, Aim<Name, Predicts, Smallest, readonly [], Reads>>
    : Aimed<In, Aim<Name, string, 1>>
type Larger<A extends number, B extends number> = false extends AtMost<B, A> ? B : A

/** Holds a description's literal types. */
export const describeLossOf = <
  const Name extends string,
  const Of extends string,
  P,
  const Rules extends readonly Line[],
>(lines: {
  readonly name: Name
  readonly about?: string
  readonly of: Of & keyof P
  readonly options: Options<P>
  readonly rules: Rules
}) => lines

/** An inner loss as the outer one sees it: by its inputs and its own weights alone. */
export interface InnerLoss {
  /** Its name without what stands before the last dot: `cosent`. */
  readonly name: string
  /** The kind of an input: `'text'` arrives as `[rows, width]`, and so does `'vector'`. */
  readonly kindOf: (input: string) => InputKind | undefined
  readonly inputs: Weights
  readonly weights: Weights
  readonly apply: (inputs: Weights, weights: Weights) => tf.Tensor
  /** What its value is the sum of; one part without a name where it tells none. */
  readonly parts: (inputs: Weights, weights: Weights) => readonly LossPart[]
  readonly predicts: boolean
  readonly predict: (inputs: Weights, weights: Weights) => tf.Tensor2D
}

/** What a loss of losses does with them. */
export type Combines<P> = Combined<P> & {
  /** What it reads besides what its losses read of the columns: under names of its own, or before a `/` in front of theirs. */
  readonly also?: (inner: readonly LossInput[], settings: Settings<P>, encoder: Depth) => readonly LossInput[]
  /** Shapes of weights of each inner loss, from those that it has at a width; they are named apart. */
  readonly weights?: (at: (width: number) => Shapes, width: number, settings: Settings<P>) => Shapes
  /** Class scores by the first loss that has a head. */
  readonly predict?: (loss: InnerLoss, settings: Settings<P>) => tf.Tensor2D
}

/** Its value, or named parts of it. */
type Combined<P> =
  | {
      readonly apply: (losses: readonly InnerLoss[], settings: Settings<P>, also: Weights) => tf.Tensor
      readonly parts?: never
    }
  | {
      /** Their sum is minimised. `partsByName` keeps equal names apart, `weighed` passes on those of inner losses. */
      readonly parts: (losses: readonly InnerLoss[], settings: Settings<P>, also: Weights) => Weights
      readonly apply?: never
    }

/** A loss made of other losses: inputs and weights of each keep apart by its place, `0.score`, `1.classifier.weight`. */
export const defineLossOf = <R extends Named, P>(
  lines: LossLines & { readonly options: Options<P> },
  {
    also = () => [],
    weights = (at, width) => at(width),
    apply,
    parts,
    predict = loss => loss.predict(loss.inputs, loss.weights),
  }: Combines<P>,
): Constructor<R> => {
  const innerOf = (settings: Filled): readonly Inner[] => {
    const held = settings[lines.of]
    return (Array.isArray(held) ? held : [held]).map(innerLoss)
  }
  const seen = (inputs: Weights, settings: Filled, own: Weights): readonly InnerLoss[] =>
    innerOf(settings).map(({ does, name, settings }, i) => ({
      name: name.slice(name.lastIndexOf('.') + 1),
      kindOf: input => does.kindOf(input, settings),
      inputs: under(inputs, i),
      weights: under(own, i),
      apply: (inputs, own) => does.apply(inputs, settings, own),
      parts: (inputs, own) =>
        does.parts === undefined
          ? [{ value: does.apply(inputs, settings, own) }]
          : Object.entries(does.parts(inputs, settings, own)).map(([name, value]) => ({ name, value })),
      predicts: does.predicts(settings),
      predict: (inputs, own) => does.predict!(inputs, settings, own),
    }))
  const partsOf: Loses['parts'] =
    parts && ((inputs, settings, own) => parts(seen(inputs, settings, own), settings as Settings<P>, inputs))
  const does: Loses = {
    family: 'loss',
    roles: [],
    inputs: (settings, columns, encoder = { layers: 1 }) => {
      const inner = innerOf(settings).flatMap(({ does, settings }, i) =>
        does.inputs(settings, columns, encoder).map(each => placedAt(each, `${i}.`)),
      )
      return [...inner, ...also(inner, settings as Settings<P>, encoder)]
    },
    kindOf: function kindOf(input, settings): InputKind | undefined {
      const [, place, role] = /^(\d+)\.(.*)$/.exec(input) ?? []
      if (role === undefined)
        return input.includes('/') ? kindOf(input.slice(input.indexOf('/') + 1), settings) : 'drawn'
      const inner = innerOf(settings)[Number(place)]
      return inner?.does.kindOf(role, inner.settings)
    },
    weights: ({ width, columns }, settings) =>
      Object.assign(
        {},
        ...innerOf(settings).map((inner, i) => {
          const at = (width: number) => inner.does.weights({ width, columns }, inner.settings)
          return over(weights(at, width, settings as Settings<P>), i)
        }),
      ),
    apply: (inputs, settings, own) =>
      apply?.(seen(inputs, settings, own), settings as Settings<P>, inputs) ??
      sumOfParts(partsOf!(inputs, settings, own)),
    ...(partsOf === undefined ? {} : { parts: partsOf }),
    compares: settings =>
      innerOf(settings).flatMap(({ does, settings }): readonly Compared[] => does.compares(settings)),
    predicts: settings => innerOf(settings).some(({ does, settings }) => does.predicts(settings)),
    predict: (inputs, settings, own) =>
      predict(seen(inputs, settings, own).find(({ predicts }) => predicts)!, settings as Settings<P>),
  }
  return constructorOf<Constructor<R>>({
    name: lines.name,
    ...(lines.about === undefined ? {} : { about: lines.about }),
    options: lines.options as never, // its own codecs
    rules: lines.rules,
    does,
    judge: (flow, settings) => {
      const wrong = misplaced(lines.name, ['sentenceEmbeddings'], flow.kind) ?? unfinished(lines.name, flow)
      const held = settings[lines.of]
      // What stands behind it is not blamed for losses that could not be read.
      if (held === undefined)
        return { problems: [], flow: { ...flow, kind: 'objective', objective: lines.name, ...anything } }
      const inner = Array.isArray(held)
        ? held.map((stage, i) => judgeInner(lines.name, flow, stage, [lines.of, i]))
        : [judgeInner(lines.name, flow, held as Stage, [lines.of])]
      const own = judge(lines.rules, { ...flow, ...settings, stage: lines.name })
      return {
        problems: wrong === undefined ? [...own, ...inner.flatMap(({ problems }) => problems)] : [wrong],
        flow: {
          ...flow,
          ...aimOf(
            lines.name,
            inner.map(each => each.flow),
          ),
          kind: 'objective',
        },
      }
    },
  })
}

const anything = { predicts: 'classes', smallestBatch: 1, frozen: [], reads: ['label: class'] } as const

interface Inner {
  readonly name: string
  readonly does: Loses
  readonly settings: Filled
}
const innerLoss = (stage: Stage): Inner => {
  const { does, options, name } = stage[definition]
  if (does.family !== 'loss') throw new Error(`internal: ${name} is no loss`)
  return { name, does, settings: options.decode(name, stage.settings).value }
}

/** An inner loss by its own rule; its faults stand `at` its place in the outer one. */
const judgeInner = (outer: string, flow: Flow, stage: Stage, at: Path): Judged => {
  const judged = judgeIn(flow, stage)
  const { does } = stage[definition]
  if (judged.problems.length === 0 && does.family !== 'loss')
    return { flow, problems: [{ sentence: noLoss(outer), at }] }
  const problems = judged.problems.map(fault =>
    typeof fault === 'string' ? { sentence: fault, at } : { sentence: fault.sentence, at: [...at, ...fault.at] },
  )
  return { flow: judged.flow, problems }
}

const aimOf = (objective: string, inner: readonly Flow[]): Aim => ({
  objective,
  predicts: ['classes', 'weights'].find(each => inner.some(({ predicts }) => predicts === each)) ?? 'nothing',
  smallestBatch: Math.max(1, ...inner.map(({ smallestBatch }) => smallestBatch)),
  frozen: [],
  reads: inner.flatMap(({ reads }) => reads),
})

/** An input under a place, and what it is drawn by. */
export const placedAt = (input: LossInput, before: string): LossInput => ({
  ...input,
  role: `${before}${input.role}`,
  ...(typeof input.layer === 'object' ? { layer: { ...input.layer, by: `${before}${input.layer.by}` } } : {}),
})

/** Names under a place: `0.score`; and back. */
const over = <A>(named: Readonly<Record<string, A>>, place: number | string): Readonly<Record<string, A>> =>
  Object.fromEntries(Object.entries(named).map(([name, each]) => [`${place}.${name}`, each]))
const under = <A>(named: Readonly<Record<string, A>>, place: number | string): Readonly<Record<string, A>> =>
  Object.fromEntries(
    Object.entries(named).flatMap(([name, each]) =>
      name.startsWith(`${place}.`) ? [[name.slice(`${place}.`.length), each]] : [],
    ),
  )
