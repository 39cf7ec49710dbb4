import type * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { type Choice, isChoice } from './choice.js'
import { type Differs, differs, type Tail, tail } from './declared.js'
import { described, inSchema } from './described.js'
import type { Pools } from './does.js'
import type { AnyShape, Flow, NoneLeft, Resized } from './flow.js'
import { judgeIn } from './joint.js'
import type { Members } from './members.js'
import { anyStage } from './nested.js'
import type { Sum } from './numbers.js'
import { options } from './options.js'
import type { Fault, Path } from './problem.js'
import { type Misplaced, misplaced } from './sentences.js'
import {
  type Apply,
  type Definition,
  definition,
  make,
  type Refused,
  type Rule,
  type Stage,
  settingsOf,
} from './stage.js'
import { type JoinsPoolings, type JoinsTwo, joinsPoolings, joinsTwo } from './widthSentences.js'

/** The rule of poolings side by side: token embeddings in, sentence embeddings as wide as all of them together out. */
export interface Concatenation<Name extends string> extends Rule {
  readonly name: Name
  readonly takes: readonly ['tokenEmbeddings']
  readonly out: this['in'] extends AnyShape
    ? Misplaced<Name, ['tokenEmbeddings'], this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : Widths<Name, this['settings'], this['in']> extends infer Width
        ? Width extends number
          ? Differs<Name, this['in']> extends infer Other extends string
            ? Refused<Other>
            : Resized<this['in'], Tail<this['in']['left']>, Width, this['in']['encodes']>
          : Width
        : never
    : never
}
type Widths<Name extends string, Settings, In extends AnyShape> = Settings extends { readonly of: infer Of }
  ? Joint<Name, Members<Of>, In>
  : number
type Joint<Name extends string, Of, In extends AnyShape> = Of extends readonly []
  ? Refused<JoinsTwo<Name, '0'>>
  : Of extends readonly [unknown]
    ? Refused<JoinsTwo<Name, '1'>>
    : Of extends readonly [unknown, ...unknown[]]
      ? Total<Name, Of, NoneLeft<In>>
      : number
type Total<Name extends string, Of, In extends AnyShape, Sofar extends number = 0> = Of extends readonly [
  Stage<infer R extends Rule, infer O>,
  ...infer Rest,
]
  ? Part<Name, R, O, In> extends infer Width
    ? Width extends number
      ? Total<Name, Rest, In, Sum<Sofar, Width>>
      : Width
    : never
  : Sofar
/** The width of one pooling, or why it is refused. */
type Part<Name extends string, R extends Rule, O, In> = 0 extends 1 & R
  ? number
  : R extends { readonly takes: readonly ['tokenEmbeddings'] }
    ? Apply<R, O, In> extends infer Out
      ? Out extends { readonly width: infer Width }
        ? Width
        : Out
      : never
    : Refused<JoinsPoolings<Name, R extends { readonly name: infer N extends string } ? N : 'fragment'>>

/** All poolings as one choice of a sweep: `pool.concatenate(choose([pool.mean(), pool.cls()], [pool.mean(), pool.max()]))`. */
type ChosenLists = readonly [Choice<readonly (readonly Stage[])[]>]
type Listed<Of> = Of extends ChosenLists ? Of[0] : Of

export interface ConcatenationConstructor<Name extends string> {
  <const Of extends readonly Stage[] | ChosenLists>(...of: Of): Stage<Concatenation<Name>, { readonly of: Listed<Of> }>
  readonly definition: Definition
}

/** Several poolings over the same tokens, and how their vectors `[sentences, width]` become one. */
export const defineConcatenation = <const Name extends string>({
  name,
  join,
}: {
  readonly name: Name
  readonly join: (vectors: readonly tf.Tensor2D[]) => tf.Tensor2D
}): ConcatenationConstructor<Name> => {
  const def: Definition = {
    name,
    about: 'Several poolings over the same tokens, their vectors side by side',
    options: options({ of: described(poolings, 'The poolings, in the order of their vectors') }),
    first: 'of',
    rules: [],
    does: {
      family: 'pooling',
      apply: (input, { of }) =>
        join((of as readonly Stage[]).map(part => (part[definition].does as Pools).apply(input, settingsOf(part)))),
    },
    judge: (flow, settings) => {
      const wrong = misplaced(name, ['tokenEmbeddings'], flow.kind)
      const of = (settings.of ?? []) as readonly Stage[]
      const parts = of.map((part, i) => judged(name, part, { ...flow, left: undefined }, ['of', i]))
      const other = differs(name, flow)
      const problems = [
        ...(of.length < 2 ? [joinsTwo(name, String(of.length))] : []),
        ...parts.flatMap(part => part.problems),
        ...(other === undefined ? [] : [other]),
      ]
      return {
        problems: wrong === undefined ? problems : [wrong],
        flow: {
          ...flow,
          kind: 'sentenceEmbeddings',
          left: tail(flow.left),
          width: parts.reduce((sum, part) => sum + part.width, 0),
        },
      }
    },
  }
  const given = (of: readonly Stage[] | ChosenLists) => (isChosen(of) ? of[0] : Object.freeze([...of]))
  return Object.assign((...of: readonly Stage[] | ChosenLists) => make(def, { of: given(of) }), {
    definition: def,
  }) as ConcatenationConstructor<Name>
}

const isChosen = (of: readonly Stage[] | ChosenLists): of is ChosenLists => of.length === 1 && isChoice(of[0])

/** As many as a rule wants, and of whatever family: a rule says which ones fit. Editors are told the family. */
const poolings = inSchema(t.array(anyStage, 'a list of poolings'), () => ({
  type: 'array',
  items: { $ref: '#/definitions/any.pooling' },
  minItems: 2,
}))

const judged = (
  name: string,
  part: Stage,
  flow: Flow,
  at: Path,
): { readonly problems: readonly Fault[]; readonly width: number } => {
  const { does, name: called } = part[definition]
  if (does.family !== 'pooling') return { problems: [{ sentence: joinsPoolings(name, called), at }], width: 0 }
  const { problems, flow: after } = judgeIn(flow, part)
  const placed = problems.map(fault =>
    typeof fault === 'string' ? { sentence: fault, at } : { ...fault, at: [...at, ...fault.at] },
  )
  return { problems: placed, width: after.width }
}
