import type { tf } from '../tensors.cjs'
import type { ColumnKind } from './columns.js'
import { unfinished } from './declared.js'
import { described } from './described.js'
import type { Compared, LossFacts, Shapes, Weights } from './does.js'
import type { ByCopy, Copied } from './encoderCopy.js'
import type { Flow } from './flow.js'
import { type ByModel, type FrozenModel, type FrozenModels, playedBeside, unequal } from './frozenModel.js'
import { loses } from './loses.js'
import type { LossConstructorFor } from './lossRule.js'
import { type Fields, type Options, options, type Plain, type RequiredKeys, type Settings } from './options.js'
import type { ByDecoder, Retold } from './retold.js'
import { columnRecord } from './roleRecord.js'
import type { LabelRole, ManyRole, Mapped, Role, RoleName } from './roles.js'
import { judge, type Line } from './rule.js'
import { misplaced } from './sentences.js'
import { constructorOf, type Definition } from './stage.js'
import { unmapped } from './unmapped.js'
import { unread } from './unread.js'
import { unrouted } from './unrouted.js'

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
      /** Several values, each for a row or for the batch; their sum is minimised. */
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
  const Weighing extends string & keyof P = never,
  const T extends Retold = {},
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
    /** Text roles that lose words before they are encoded, and are told again by a decoder, with the settings of it. */
    readonly retells?: T
    /** Labels that may be made where no column plays them: 1 where two texts have the same tokens. */
    readonly alike?: Readonly<Record<string, readonly [one: string, other: string]>>
    readonly weights?: (facts: LossFacts, settings: Settings<P>) => W
    /** The setting without which it has no weights. */
    readonly weightsWith?: Weighing
    readonly prepare?: {
      readonly [R in LabelRole<Roles[number]>]?: (value: number, kind: ColumnKind, settings: Settings<P>) => number
    }
    readonly predict?: (inputs: ByRole<Roles>, settings: Settings<P>, weights: Weights) => tf.Tensor2D
  } & Formula<ByRole<Roles> & ByModel<Models, Roles, RequiredKeys<P>> & ByCopy<C> & ByDecoder<T>, Settings<P>>,
): LossConstructorFor<Name, Roles, Plain<P>, Smallest, Head<Predicts, W & C & T, Weighing>, Rules, Models> => {
  const models = (loss.models ?? {}) as FrozenModels
  const def: Definition = {
    name: loss.name,
    ...(loss.about === undefined ? {} : { about: loss.about }),
    options: options({
      ...(loss.options?.fields as Fields),
      columns: [described(columnRecord(loss.roles), 'Which column plays a role, where it has another name'), {}],
    }),
    rules: loss.rules ?? [],
    does: loses(loss as never), // its functions take what the definition's own types let through
    judge: (flow, settings) => {
      const wrong = misplaced(loss.name, ['sentenceEmbeddings'], flow.kind) ?? unfinished(loss.name, flow)
      const roles = playedBeside(loss.roles, models, settings)
      const isWritten = loss.weightsWith === undefined || settings[loss.weightsWith] !== undefined
      const isTrained = loss.copies !== undefined || loss.retells !== undefined
      const isWeighted = isTrained || (loss.weights !== undefined && isWritten)
      const after: Flow = {
        ...flow,
        kind: 'objective',
        objective: loss.name,
        smallestBatch: loss.smallestBatch ?? 1,
        predicts: loss.predicts ?? (isWeighted ? 'weights' : 'nothing'),
        frozen: [],
        reads: roles,
      }
      const map = settings.columns as Mapped
      const ruled = judge(loss.rules ?? [], { ...settings, stage: loss.name })
      const { projection } = settings
      const taught = typeof projection === 'number' ? { ...flow, width: projection } : flow
      const unplayed = unmapped(loss.name, roles, map, taught)
      const routed = unplayed.length > 0 ? unplayed : unrouted(loss.name, roles, map, flow)
      const read = routed.length > 0 ? routed : unread(loss.name, roles, map, flow)
      const columns = read.length > 0 ? read : unequal(loss.name, models, settings, taught)
      return { problems: wrong === undefined ? [...ruled, ...columns] : [wrong], flow: after }
    },
  }
  return constructorOf<
    LossConstructorFor<Name, Roles, Plain<P>, Smallest, Head<Predicts, W & C & T, Weighing>, Rules, Models>
  >(def)
}

/** What a loss's own weights are for. */
type Head<Predicts, W extends Shapes, Weighing extends string> = Predicts extends 'classes'
  ? 'classes'
  : [Weighing] extends [never]
    ? [keyof W] extends [never]
      ? 'nothing'
      : 'weights'
    : `if ${Weighing}`
