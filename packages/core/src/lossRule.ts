import type { OrChoice, Points } from './choice.js'
import type { Unfinished } from './declared.js'
import type { Aim, Aimed, AnyShape } from './flow.js'
import type { EqualTo, PlayedBeside, Unequal } from './frozenModel.js'
import type { RequiredOf } from './options.js'
import type { MapOf, Role, RoleMap } from './roles.js'
import type { Judge, Line } from './rule.js'
import type { Facts } from './sentence.js'
import type { Misplaced } from './sentences.js'
import type { Apply, Definition, Mistaken, Named, Open, Refused, Rule, Stage } from './stage.js'
import type { Unmapped } from './unmapped.js'
import type { Unread } from './unread.js'
import type { Unrouted } from './unrouted.js'

/** The one rule of all losses: sentence embeddings in, and a column for every role. What is wrong with the settings is a sentence, so that messages stay short. */
export interface Loss<
  Name extends string,
  Roles extends readonly Role[],
  Smallest extends number = 1,
  Predicts extends string = 'nothing',
  Wrong = undefined,
> extends Rule {
  readonly name: Name
  readonly out: this['in'] extends AnyShape
    ? Misplaced<Name, ['sentenceEmbeddings'], this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : Wrong extends string
        ? Refused<Wrong>
        : Unfinished<Name, this['in']> extends infer Early extends string
          ? Refused<Early>
          : (
                Open<this['settings']> extends true
                  ? undefined
                  : Unmapped<Name, Roles, MapOf<this['settings']>, ToTeacher<this['in'], this['settings']>>
              ) extends infer Role extends string
            ? Refused<Role>
            : WithoutRoute<Name, Roles, MapOf<this['settings']>, this['in']> extends infer Column extends string
              ? Refused<Column>
              : this['in']['columns']['length'] extends Roles['length']
                ? Aimed<this['in'], Aim<Name, Given<Predicts, this['settings']>, Smallest, readonly [], Roles>>
                : Unread<Name, Roles, MapOf<this['settings']>, this['in']> extends infer More extends string
                  ? Refused<More>
                  : Aimed<this['in'], Aim<Name, Given<Predicts, this['settings']>, Smallest, readonly [], Roles>>
    : never
}

/** The sentence of a text that has no route behind a router, or `undefined`. */
type WithoutRoute<Name extends string, Roles, M, In extends AnyShape> = In['encodes'] extends {
  readonly routing: infer C
}
  ? Unrouted<Name, Roles, M, In['columns'], C>
  : undefined

/** What own weights are for; `'if projection'` is for something where that setting is written. */
type Given<Predicts extends string, S> = Predicts extends `if ${infer Setting}`
  ? Setting extends keyof S
    ? 'weights'
    : 'nothing'
  : Predicts

/** What a teacher's vectors are held against: embeddings, or their projection. */
type ToTeacher<In extends AnyShape, S> = S extends { readonly projection: infer Width extends number }
  ? Omit<In, 'width'> & { readonly width: Width }
  : In

type Settled<Written, Roles extends readonly Role[]> = Partial<Written> & {
  /** Which column plays a role, when it has another name: `{ anchor: 'question' }`. */
  readonly columns?: OrChoice<RoleMap<Roles[number]>>
}
export interface LossConstructor<
  Name extends string,
  Roles extends readonly Role[],
  Written,
  Smallest extends number,
  Predicts extends string,
  Rules extends readonly Line[] = readonly [],
> {
  <const O extends Settled<Written, Roles> = {}>(
    settings?: O,
  ): Stage<Loss<Name, Roles, Smallest, Predicts, Unsettled<Name, Written, Rules, O>>, O>
  readonly definition: Definition<Name>
}
/** The rule of a loss that frozen models were written for: that of any loss, and that `Equal` are as wide as the embeddings. */
export interface TaughtLoss<L extends Named, Equal extends string> extends Rule {
  readonly name: L['name']
  readonly out: this['in'] extends AnyShape
    ? Apply<L, this['settings'], this['in']> extends infer After
      ? After extends Refused
        ? After
        : Unequal<
              L['name'],
              Equal,
              this['settings'],
              ToTeacher<this['in'], this['settings']>['width']
            > extends infer Sentence extends string
          ? [Sentence] extends [never]
            ? After
            : Refused<Sentence>
          : After
      : never
    : never
}
type Taught<L extends Named, Models, Written> =
  EqualTo<Models, Written & keyof Models> extends infer Equal
    ? [Equal] extends [never]
      ? L
      : TaughtLoss<L, Equal & string>
    : never
/** A loss that is given frozen models: those that are written may stand in place of a label. */
export interface TaughtLossConstructor<
  Name extends string,
  Roles extends readonly Role[],
  Written,
  Smallest extends number,
  Predicts extends string,
  Rules extends readonly Line[],
  Models,
> {
  <const O extends Settled<Written, Roles> = {}>(
    settings?: O,
  ): Stage<
    Taught<
      Loss<Name, PlayedBeside<Roles, Models, O>, Smallest, Predicts, Unsettled<Name, Written, Rules, O>>,
      Models,
      keyof O
    >,
    O
  >
  readonly definition: Definition<Name>
}
export type LossConstructorFor<
  Name extends string,
  Roles extends readonly Role[],
  Written,
  Smallest extends number,
  Predicts extends string,
  Rules extends readonly Line[],
  Models,
> = [keyof Models] extends [never]
  ? LossConstructor<Name, Roles, Written, Smallest, Predicts, Rules>
  : TaughtLossConstructor<Name, Roles, Written, Smallest, Predicts, Rules, Models>
type Unsettled<Name extends string, Written, Rules extends readonly unknown[], O> = Rules extends readonly []
  ? Mistaken<Name, RequiredOf<Written>, keyof Written | 'columns', O>
  : [keyof O] extends [never]
    ? Mistaken<Name, RequiredOf<Written>, keyof Written | 'columns', O>
    : Mistaken<Name, RequiredOf<Written>, keyof Written | 'columns', O> extends infer Wrong extends string
      ? Wrong
      : Open<O> extends true
        ? undefined
        : JudgeEach<Rules, Name, Points<O>>
/** Of a sweep, every point. */
type JudgeEach<Rules extends readonly unknown[], Name extends string, O> = O extends unknown
  ? Judge<Rules, Facts<Name, {}, O, {}>>
  : never
