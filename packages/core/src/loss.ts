import { tf } from '../tensors.cjs'
import type { OrChoice, Points } from './choice.js'
import type { ColumnKind, Columns } from './columns.js'
import { type Unfinished, unfinished } from './declared.js'
import { described } from './described.js'
import type { Compared, Filled, Loses, LossFacts, Shapes, Weights } from './does.js'
import { type ByCopy, type Copied, copyRoles, madeAlike, withCopies } from './encoderCopy.js'
import type { Aim, Aimed, AnyShape, Flow } from './flow.js'
import {
  type ByModel,
  type EqualTo,
  type FrozenModel,
  type FrozenModels,
  kindSeen,
  type PlayedBeside,
  playedBeside,
  seenBy,
  seenRoles,
  type Unequal,
  unequal,
} from './frozenModel.js'
import { gathered } from './gathered.js'
import {
  type Fields,
  type Options,
  options,
  type Plain,
  type RequiredKeys,
  type RequiredOf,
  type Settings,
} from './options.js'
import { columnRecord } from './roleRecord.js'
import {
  isNamedAfter,
  type LabelRole,
  type ManyRole,
  type Mapped,
  played,
  type Role,
  type RoleMap,
  type RoleName,
  roleTimes,
  type Unmapped,
  unmapped,
} from './roles.js'
import { type Judge, judge, type Line } from './rule.js'
import type { Facts } from './sentence.js'
import { type Misplaced, misplaced } from './sentences.js'
import {
  type Apply,
  constructorOf,
  type Definition,
  type Mistaken,
  type Named,
  type Open,
  type Refused,
  type Rule,
  type Stage,
} from './stage.js'
import { type Unread, unread } from './unread.js'

export type MapOf<O> = O extends { readonly columns: infer M } ? M : {}

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
            : this['in']['columns']['length'] extends Roles['length']
              ? Aimed<this['in'], Aim<Name, Predicts, Smallest, readonly [], Roles>>
              : Unread<Name, Roles, MapOf<this['settings']>, this['in']> extends infer More extends string
                ? Refused<More>
                : Aimed<this['in'], Aim<Name, Predicts, Smallest, readonly [], Roles>>
    : never
}

/** What a teacher's vectors are held against: embeddings, or their projection. */
type ToTeacher<In extends AnyShape, S> = S extends { readonly projection: infer Width extends number }
  ? Omit<In, 'width'> & { readonly width: Width }
  : In

export type Settled<Written, Roles extends readonly Role[]> = Partial<Written> & {
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
type ConstructorFor<
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

/** What `apply` receives, by role: sentence vectors `[rows, width]` for texts, `[rows]` for labels, `[rows, length]` for vectors. */
export type ByRole<Roles extends readonly Role[]> = {
  readonly [R in Exclude<Roles[number], `${string}?${string}: ${string}`> as RoleName<R>]: Received<R>
} & { readonly [R in Extract<Roles[number], `${string}?${string}: ${string}`> as RoleName<R>]?: Received<R> }
type Received<R extends Role> = R extends `${string}: ${infer K}`
  ? R extends ManyRole
    ? readonly ReceivedOf<K>[]
    : ReceivedOf<K>
  : never
type ReceivedOf<K> = K extends 'margins'
  ? tf.Tensor
  : K extends 'text' | 'vector' | 'scores' | 'teacher'
    ? tf.Tensor2D
    : tf.Tensor1D

/** What a loss computes of what it reads: a value, or named parts of it. */
export type Formula<Inputs, S> =
  | {
      /** One value a row, `[rows]`, or one for the batch where rows interact. */
      readonly apply: (inputs: Inputs, settings: S, weights: Weights) => tf.Tensor
      readonly parts?: never
    }
  | {
      /** Several values, each for a row or for the batch; their sum is minimised, and each is logged under its name. */
      readonly parts: (inputs: Inputs, settings: S, weights: Weights) => Weights
      readonly apply?: never
    }

/** An objective from its roles and its tensor function; both forms of its rule follow from the roles. */
export const defineLoss = <
  const Name extends string,
  const Roles extends readonly Role[],
  const P extends Fields = {},
  const Smallest extends number = 1,
  const Predicts extends 'classes' | 'nothing' = 'nothing',
  const W extends Shapes = {},
  const Rules extends readonly Line[] = readonly [],
  const Models extends { readonly [M in keyof P]?: FrozenModel } = {},
  const C extends Copied = {},
>(
  loss: {
    readonly name: Name
    /** What it is for, in a line. */
    readonly about?: string
    readonly roles: Roles
    readonly options?: Options<P>
    /** What settings that are written must meet: `['margin', 'is positive', 0, '{stage}: margin is {margin}: …']`. */
    readonly rules?: Rules
    /** The smallest batch that it can learn from: 2 where the other rows are the negatives. */
    readonly smallestBatch?: Smallest
    /** What it compares across the rows of a batch: other rows' texts as negatives, or rows by their labels. */
    readonly compares?: Compared
    readonly predicts?: Predicts
    /** Settings that are frozen models, a guide or a teacher, and what each encodes. */
    readonly models?: Models
    /** Text roles that a copy of the encoder encodes, which is trained beside it. */
    readonly copies?: C
    /** Labels that may be made where no column plays them: 1 where two texts have the same tokens. */
    readonly alike?: Readonly<Record<string, readonly [one: string, other: string]>>
    readonly weights?: (facts: LossFacts, settings: Settings<P>) => W
    readonly prepare?: {
      readonly [R in LabelRole<Roles[number]>]?: (value: number, kind: ColumnKind, settings: Settings<P>) => number
    }
    readonly predict?: (inputs: ByRole<Roles>, settings: Settings<P>, weights: Weights) => tf.Tensor2D
  } & Formula<ByRole<Roles> & ByModel<Models, Roles, RequiredKeys<P>> & ByCopy<C>, Settings<P>>,
): ConstructorFor<Name, Roles, Plain<P>, Smallest, Head<Predicts, W & C>, Rules, Models> => {
  const models = (loss.models ?? {}) as FrozenModels
  const def: Definition = {
    name: loss.name,
    ...(loss.about === undefined ? {} : { about: loss.about }),
    options: options({
      ...(loss.options?.fields as Fields),
      columns: [described(columnRecord(loss.roles), 'Which column plays a role, where it has another name'), {}],
    }),
    rules: loss.rules ?? [],
    does: doesOf(loss as never), // the family's functions take any settings and roles; the definition's own types hold for what they let through
    judge: (flow, settings) => {
      const wrong = misplaced(loss.name, ['sentenceEmbeddings'], flow.kind) ?? unfinished(loss.name, flow)
      const roles = playedBeside(loss.roles, models, settings)
      const after: Flow = {
        ...flow,
        kind: 'objective',
        objective: loss.name,
        smallestBatch: loss.smallestBatch ?? 1,
        predicts: loss.predicts ?? (loss.weights === undefined && loss.copies === undefined ? 'nothing' : 'weights'),
        frozen: [],
        reads: roles,
      }
      const map = settings.columns as Mapped
      const ruled = judge(loss.rules ?? [], { ...settings, stage: loss.name })
      const { projection } = settings
      const taught = typeof projection === 'number' ? { ...flow, width: projection } : flow
      const unplayed = unmapped(loss.name, roles, map, taught)
      const read = unplayed.length > 0 ? unplayed : unread(loss.name, roles, map, flow)
      const columns = read.length > 0 ? read : unequal(loss.name, models, settings, taught)
      return { problems: wrong === undefined ? [...ruled, ...columns] : [wrong], flow: after }
    },
  }
  return constructorOf<ConstructorFor<Name, Roles, Plain<P>, Smallest, Head<Predicts, W & C>, Rules, Models>>(def)
}

interface Written {
  readonly roles: readonly Role[]
  readonly models?: FrozenModels
  readonly copies?: Copied
  readonly alike?: Readonly<Record<string, readonly [one: string, other: string]>>
  readonly compares?: Compared
  readonly weights?: (facts: LossFacts, settings: Filled) => Shapes
  readonly prepare?: Readonly<Record<string, (value: number, kind: ColumnKind, settings: Filled) => number>>
  readonly apply?: (inputs: object, settings: Filled, weights: Weights) => tf.Tensor
  readonly parts?: (inputs: object, settings: Filled, weights: Weights) => Weights
  readonly predict?: (inputs: object, settings: Filled, weights: Weights) => tf.Tensor2D
}

const doesOf = ({
  roles,
  models = {},
  copies = {},
  alike = {},
  compares,
  weights,
  prepare = {},
  apply,
  parts,
  predict,
}: Written): Loses => {
  const playing = (settings: Filled, columns: Columns) =>
    played(playedBeside(roles, models, settings), settings.columns as Mapped, columns)
  const lists = [...roles, ...seenRoles(models, roles)]
  return {
    family: 'loss',
    roles,
    inputs: (settings, columns) => [
      ...withCopies(
        copies,
        playing(settings, columns).map(each => {
          const prepared = prepare[each.role]
          return { ...each, prepare: (value: number) => prepared?.(value, each.is!, settings) ?? value }
        }),
      ),
      ...madeAlike(alike, playing(settings, columns)),
      ...seenBy(models, settings, playing(settings, columns)),
    ],
    kindOf: (input, { projection }) => {
      const own = [...roles, ...copyRoles(copies)].map(roleTimes).find(([name]) => isNamedAfter(name, input))?.[1]
      const kind = kindSeen(models, input) ?? own
      // A teacher's vectors are as wide as the embeddings unless these are projected.
      if (kind === 'teacher' && projection === undefined) return 'vector'
      return kind === 'vector' && projection !== undefined ? 'seen' : kind
    },
    weights: ({ width, columns }, settings) =>
      weights?.({ width, classes: classesOf(playing(settings, columns)) }, settings) ?? {},
    apply: (inputs, settings, own) =>
      apply?.(gathered(lists, inputs), settings, own) ?? summed(parts!(gathered(lists, inputs), settings, own)),
    ...(parts === undefined ? {} : { parts: (inputs, settings, own) => parts(gathered(lists, inputs), settings, own) }),
    compares: () => (compares === undefined ? [] : [compares]),
    predicts: () => predict !== undefined,
    ...(predict === undefined
      ? {}
      : { predict: (inputs, settings, own) => predict(gathered(lists, inputs), settings, own) }),
  }
}

/** Parts that are values of rows, or of the batch, as one. */
const summed = (parts: Weights): tf.Tensor => Object.values(parts).reduce((sum, each) => tf.add(sum, each))

const classesOf = (inputs: ReturnType<typeof played>): number => {
  const [names] = inputs.flatMap(({ is }) => (typeof is === 'object' && 'class' in is ? [is.class] : []))
  return names?.length ?? 0
}

/** What a loss's own weights are for. */
type Head<Predicts, W extends Shapes> = Predicts extends 'classes'
  ? 'classes'
  : [keyof W] extends [never]
    ? 'nothing'
    : 'weights'
