import * as t from 'io-ts'
import { inSchema } from './described.js'
import type { Does } from './does.js'
import type { AnyShape } from './flow.js'
import type { Out } from './joint.js'
import { anyStage, isStage } from './nested.js'
import type { Options, RequiredKeys } from './options.js'
import type { Fault } from './problem.js'
import { type Judge, judge, type Line } from './rule.js'
import type { Facts } from './sentence.js'
import {
  type Constructor,
  constructorOf,
  definition,
  type Mistaken,
  type Named,
  type Open,
  type Refused,
  type Rule,
  type Stage,
} from './stage.js'
import {
  type BelongsInTrain,
  belongsInTrain,
  type NoPart,
  noPart,
  type PartName,
  partKinds,
} from './trainPartSentences.js'

/** A stage that stands in a setting of train, as data. Its lines may name train's settings, too. */
export interface PartLines {
  readonly name: string
  readonly about: string
  readonly part: PartName
  // biome-ignore lint/suspicious/noExplicitAny: the codecs' own types
  readonly options: Options<any>
  readonly rules: readonly Line[]
}

/** What arrives at such a stage: the setting that it stands in, and all settings of train. */
interface InTrain<out P extends PartName, out Train> {
  readonly setting: P
  readonly train: Train
}

/** The rule of such a stage. In a pipeline it does not stand by itself. */
export interface PartOf<D extends PartLines> extends Rule {
  readonly name: D['name']
  readonly fields: D['options']['fields']
  readonly out: this['in'] extends AnyShape
    ? Refused<BelongsInTrain<D['name'], D['part']>>
    : this['in'] extends InTrain<infer P, infer Train>
      ? P extends D['part']
        ? WrongSettings<D, this['settings'], Train> extends infer Wrong extends string
          ? Refused<Wrong>
          : this['in']
        : Refused<NoPart<P, D['name']>>
      : never
}
type WrongSettings<D extends PartLines, O, Train> =
  Mistaken<D['name'], RequiredKeys<D['options']['fields']>, keyof D['options']['fields'], O> extends infer Wrong extends
    string
    ? Wrong
    : Open<O> extends true
      ? undefined
      : Judge<D['rules'], Facts<D['name'], D['options']['fields'], O, Train>>

/** Holds a description's literal types. */
export const describePart = <
  const Name extends string,
  const Part extends PartName,
  P,
  const Rules extends readonly Line[],
>(lines: {
  readonly name: Name
  readonly about: string
  readonly part: Part
  readonly options: Options<P>
  readonly rules: Rules
}) => lines

/** A stage that is a setting of train, and what it does. The constructor's type names the rule. */
export const definePart = <R extends Named>(
  { name, about, part, options, rules }: PartLines,
  does: Does,
): Constructor<R> =>
  constructorOf<Constructor<R>>({
    name,
    about,
    options,
    rules,
    does,
    judge: flow => ({ problems: [belongsInTrain(name, part)], flow }),
  })

/** A setting of train that is a stage: any, because a rule says which ones fit. Editors are told the family. */
export const partOf = (part: PartName, words: string): t.Type<Stage> =>
  inSchema(new t.Type<Stage>(words, isStage, anyStage.validate, t.identity), () => ({
    $ref: `#/definitions/any.${part}`,
  })) as t.Type<Stage>

/** The same, where some have names. Of any text, so that a rule says in one sentence what is wrong with one that is no name. */
export const nameOrPart = <const Names extends readonly string[]>(
  part: PartName,
  words: string,
  names: Names,
): t.Type<Names[number] | (string & {}) | Stage, unknown, unknown> =>
  inSchema(t.union([t.string, anyStage], words), () => ({
    anyOf: [{ enum: names }, { $ref: `#/definitions/any.${part}` }],
  }))

/** The sentence of a part of train that does not fit, or `undefined`; some go by names. */
export type WrongPart<O, P extends PartName, Names extends string = never> = O extends {
  readonly [K in P]: infer Written
}
  ? Written extends Stage<infer R extends Rule>
    ? 0 extends 1 & R
      ? undefined
      : WrongOf<Out<InTrain<P, O>, Written>, P, R>
    : Written extends string
      ? string extends Written
        ? undefined
        : Written extends Names
          ? undefined
          : NoPart<P, Written>
      : undefined
  : undefined
/** A stage that is no part of train at all makes nothing of its settings. */
type WrongOf<Made, P extends PartName, R> = [Made] extends [never]
  ? NoPart<P, R extends { readonly name: infer N extends string } ? N : 'fragment'>
  : [Extract<Made, Refused>['refused']] extends [never]
    ? undefined
    : Extract<Made, Refused>['refused']

/** The same over values: every fault, under its place in train. */
export const wrongPart = (
  part: PartName,
  written: unknown,
  around: Readonly<Record<string, unknown>>,
  names: readonly string[] = [],
): readonly Fault[] => {
  if (typeof written === 'string')
    return names.includes(written) ? [] : [{ sentence: noPart(part, written, partKinds[part]), at: [part] }]
  if (!isStage(written)) return []
  const { does, name, options, rules } = written[definition]
  if (does.family !== part) return [{ sentence: noPart(part, name, partKinds[part]), at: [part] }]
  const { problems, value } = options.decode(name, written.settings)
  const also = 'wrong' in does ? (does.wrong?.(value, around) ?? []) : []
  const faults = problems.length > 0 ? problems : [...judge(rules, { ...around, ...value, stage: name }), ...also]
  return faults.map(({ sentence, at }) => ({ sentence, at: [part, ...at] }))
}
