import { callSite } from './callSite.js'
import { type Differs, differs } from './declared.js'
import type { Does } from './does.js'
import {
  type AnyShape,
  type Change,
  change,
  type Embeddings,
  embeddings,
  type Flow,
  type Gives,
  type Kind,
} from './flow.js'
import type { Fields, Options, RequiredKeys, Settable, Settings } from './options.js'
import type { Fault } from './problem.js'
import { type Judge, judge, type Line } from './rule.js'
import type { Facts } from './sentence.js'
import { type Misplaced, misplaced } from './sentences.js'
import type { NeedsSetting, NoSetting } from './settingSentences.js'

/** Shared between copies of this package, so that a stage made with one is read by another. */
export const definition: unique symbol = Symbol.for('siamese.definition')
export const place: unique symbol = Symbol.for('siamese.place')

/** In types, what a stage that does not fit becomes. */
export interface Refused<out Sentence extends string = string> {
  readonly refused: Sentence
}

/** A rule reads what arrives and the settings; applying it is filling those two in. */
export interface Rule {
  readonly in: unknown
  readonly settings: unknown
  readonly fields: unknown
  readonly out: unknown
}
export type Apply<R extends Rule, O, In> = (R & { readonly in: In; readonly settings: O })['out']

/** A stage is a frozen value: its name, what was written, and its definition under a symbol that JSON does not see. */
// biome-ignore lint/suspicious/noExplicitAny: the bound that every stage meets
export interface Stage<out R extends Rule = any, out O = {}> {
  readonly stage: string
  readonly settings: O
  readonly rule?: R
  readonly [definition]: Definition
  /** File and line of the call that made it. */
  readonly [place]?: string
}

/** Everything about a kind of stage: its settings, its rule as a value, and what it does. */
export interface Definition<Name extends string = string> {
  readonly name: Name
  /** What it is for, in a line. */
  readonly about?: string
  readonly options: Options<Fields>
  /** The setting that its constructor is given before the others: a list member by member, all else as it is. */
  readonly first?: string
  /** The lines of its rule that are data; what its family asks beside them stands in the family. */
  readonly rules: readonly Line[]
  /** Every problem of a stage with these (decoded) settings where `flow` arrives, and what flows on. */
  readonly judge: (
    flow: Flow,
    settings: Readonly<Record<string, unknown>>,
    written: Readonly<Record<string, unknown>>,
  ) => Judged
  readonly does: Does | Joins | Chooses
}
/** A fragment does what its stages do. */
export interface Joins {
  readonly family: 'fragment'
  readonly stages: readonly Stage[]
}
/** A choice does what one of its alternatives does. */
export interface Chooses {
  readonly family: 'choice'
  readonly alternatives: readonly Stage[]
}
export interface Judged {
  /** A sentence alone is about the whole stage; `at` names the setting otherwise. */
  readonly problems: readonly (string | Fault)[]
  readonly flow: Flow
}

export interface Named extends Rule {
  readonly name: string
}

/** What a stage is called with: its settings. A required one that is left out becomes a sentence, in the words of the program. */
export interface Constructor<R extends Named> {
  <const O extends Settable<R['fields']>>(settings: O): Stage<R, O>
  (): Stage<R, {}> // a default for O would keep editors from completing settings
  readonly definition: Definition<R['name']>
}

/** A stage described by data alone: where it stands, what its settings must meet, what it changes. */
export interface Lines {
  readonly name: string
  readonly about?: string
  readonly takes: readonly Kind[]
  // biome-ignore lint/suspicious/noExplicitAny: the codecs' own types
  readonly options: Options<any>
  readonly rules: readonly Line[]
  readonly gives: Gives
}

/** The rule of such a description. A file names it, so that messages do: `interface Normalize extends RuleOf<typeof description> {}`. */
export interface RuleOf<D extends Lines> extends Rule {
  readonly name: D['name']
  readonly takes: D['takes']
  readonly fields: D['options']['fields']
  readonly out: this['in'] extends AnyShape
    ? Misplaced<D['name'], D['takes'], this['in']['kind']> extends infer Wrong extends string
      ? Refused<Wrong>
      : Mistaken<
            D['name'],
            RequiredKeys<D['options']['fields']>,
            keyof D['options']['fields'],
            this['settings']
          > extends infer Wrong extends string
        ? Refused<Wrong>
        : Held<D, this['in'], Facts<D['name'], D['options']['fields'], this['settings'], this['in']>>
    : never
}
type Held<D extends Lines, In extends AnyShape, X extends Facts> = (
  Open<X['settings']> extends true
    ? undefined
    : Judge<D['rules'], X>
) extends infer Sentence extends string
  ? Refused<Sentence>
  : (In['kind'] extends Embeddings ? Differs<D['name'], In> : undefined) extends infer Other extends string
    ? Refused<Other>
    : Change<In, D['gives'], X>

/** Settings of which none is certain: typed openly, or refused by tsc already. No rule speaks of them; the program looks at the values. */
export type Open<O> = [keyof O] extends [never] ? false : {} extends O ? true : false

/** The sentence for a setting that is missing or unknown. One name only: a union would print in another order in each compiler. */
export type Mistaken<Name extends string, Required, Known, O> = [Exclude<Required, keyof O>] extends [never]
  ? [Exclude<keyof O, Known>] extends [never]
    ? undefined
    : NoSetting<Name, One<Exclude<keyof O, Known>>>
  : NeedsSetting<Name, One<Exclude<Required, keyof O>>>
/** The only member of a union of names; `…` where there are several. */
export type One<U, All = U> = (
  U extends unknown
    ? [All] extends [U]
      ? U & string
      : '…'
    : never
) extends infer Name extends string
  ? [Name] extends ['…']
    ? '…'
    : Name
  : never

/** Holds a description's literal types. */
export const describe = <
  const Name extends string,
  const Takes extends readonly Kind[],
  const P,
  const Rules extends readonly Line[],
  const G extends Gives,
>(lines: {
  readonly name: Name
  readonly about?: string
  readonly takes: Takes
  readonly options: Options<P>
  readonly rules: Rules
  readonly gives: G
}) => lines

/** A stage of a new kind: its description, what it does, and what follows from its settings as they are written where rules speak of it. The constructor's type names the rule. */
export const defineStage = <R extends Named>(
  lines: Lines,
  does: Does,
  factsOf?: (settings: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Constructor<R> => constructorOf<Constructor<R>>(interpret(lines, does, factsOf))

/** The signature is the family's; the value is one function for all stages. */
export const constructorOf = <C>(def: Definition): C =>
  Object.assign((settings: Readonly<Record<string, unknown>> = {}) => make(def, settings), { definition: def }) as C

/** The same rule over values. `factsOf` names what the settings stand for where they are not plain (a model's width). */
export const interpret = (
  lines: Lines,
  does: Does,
  factsOf: (settings: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> = settings => settings,
): Definition => ({
  name: lines.name,
  ...(lines.about === undefined ? {} : { about: lines.about }),
  options: lines.options,
  rules: lines.rules,
  does,
  judge: (flow, settings, written) => {
    const filledIn = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
    const facts = { stage: lines.name, ...flow, encodes: flow, arriving: flow.width, ...filledIn, ...factsOf(written) }
    const wrong = misplaced(lines.name, lines.takes, flow.kind)
    const other = embeddings.includes(flow.kind) ? differs(lines.name, flow) : undefined
    const judged = judge(lines.rules, facts).map(({ sentence, at }) =>
      Object.hasOwn(written, String(at[0])) ? { sentence, at } : sentence,
    )
    return {
      problems: wrong === undefined ? [...judged, ...(other === undefined ? [] : [other])] : [wrong],
      flow: change(flow, lines.gives, facts),
    }
  },
})

// biome-ignore lint/suspicious/noExplicitAny: the caller's signature says which rule and settings
export const make = (def: Definition, settings: object, made: string | undefined = callSite()): Stage<any, any> => {
  return Object.freeze({
    stage: def.name,
    settings: Object.freeze({ ...settings }),
    [definition]: def,
    ...(made === undefined ? {} : { [place]: made }),
  })
}

/** The settings of a stage with defaults filled in; its mistakes were said when it was checked. */
export const settingsOf = <P>(stage: Stage): Settings<P> =>
  stage[definition].options.decode(stage.stage, stage.settings).value as Settings<P>
