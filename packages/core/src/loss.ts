import type * as tf from '@tensorflow/tfjs-core'
import type { OrChoice } from './choice.js'
import type { ColumnKind } from './columns.js'
import { type Unfinished, unfinished } from './declared.js'
import { described } from './described.js'
import type { LossFacts, Shapes, Weights } from './does.js'
import type { Aim, Aimed, AnyShape, Flow } from './flow.js'
import { type Fields, type Options, options, type Plain, type RequiredOf, type Settings } from './options.js'
import { columnRecord } from './roleRecord.js'
import { type LabelRole, type Role, type RoleName, type TextRole, type Unmapped, unmapped } from './roles.js'
import { type Misplaced, misplaced } from './sentences.js'
import {
  constructorOf,
  type Definition,
  type Mistaken,
  type Open,
  type Refused,
  type Rule,
  type Stage,
} from './stage.js'

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
                  : Unmapped<Name, Roles, MapOf<this['settings']>, this['in']>
              ) extends infer Role extends string
            ? Refused<Role>
            : Aimed<this['in'], Aim<Name, Predicts, Smallest, readonly []>>
    : never
}

export type Settled<Written, Roles extends readonly Role[]> = Partial<Written> & {
  /** Which column plays a role, when it has another name: `{ anchor: 'question' }`. */
  readonly columns?: OrChoice<{ readonly [N in RoleName<Roles[number]>]?: string }>
}
export interface LossConstructor<
  Name extends string,
  Roles extends readonly Role[],
  Written,
  Smallest extends number,
  Predicts extends string,
> {
  <const O extends Settled<Written, Roles> = {}>(
    settings?: O,
  ): Stage<Loss<Name, Roles, Smallest, Predicts, Mistaken<Name, RequiredOf<Written>, keyof Written | 'columns', O>>, O>
  readonly definition: Definition<Name>
}

/** What `apply` receives, by role: sentence vectors `[rows, width]` for texts, `[rows]` for labels. */
export type ByRole<Roles extends readonly Role[]> = { readonly [R in TextRole<Roles[number]>]: tf.Tensor2D } & {
  readonly [R in LabelRole<Roles[number]>]: tf.Tensor1D
}

/** An objective from its roles and its tensor function; both forms of its rule follow from the roles. */
export const defineLoss = <
  const Name extends string,
  const Roles extends readonly Role[],
  const P extends Fields = {},
  const Smallest extends number = 1,
  const Predicts extends 'classes' | 'nothing' = 'nothing',
  const W extends Shapes = {},
>(loss: {
  readonly name: Name
  /** What it is for, in a line. */
  readonly about?: string
  readonly roles: Roles
  readonly options?: Options<P>
  /** The smallest batch that it can learn from: 2 where the other rows are the negatives. */
  readonly smallestBatch?: Smallest
  readonly predicts?: Predicts
  readonly weights?: (facts: LossFacts, settings: Settings<P>) => W
  readonly prepare?: {
    readonly [R in LabelRole<Roles[number]>]?: (value: number, kind: ColumnKind, settings: Settings<P>) => number
  }
  /** One value a row, `[rows]`, or one for the batch where rows interact. */
  readonly apply: (inputs: ByRole<Roles>, settings: Settings<P>, weights: Weights) => tf.Tensor
  readonly predict?: (inputs: ByRole<Roles>, settings: Settings<P>, weights: Weights) => tf.Tensor2D
}): LossConstructor<Name, Roles, Plain<P>, Smallest, Head<Predicts, W>> => {
  const { predict } = loss
  // The family's functions take any settings and roles; the definition's own types hold for what its codec and roles let through.
  const does = {
    family: 'loss',
    roles: loss.roles,
    weights: (loss.weights ?? (() => ({}))) as never,
    prepare: (loss.prepare ?? {}) as never,
    apply: loss.apply as never,
    ...(predict === undefined ? {} : { predict: predict as never }),
  } as const
  const def: Definition = {
    name: loss.name,
    ...(loss.about === undefined ? {} : { about: loss.about }),
    options: options({
      ...(loss.options?.fields as Fields),
      columns: [described(columnRecord(loss.roles), 'Which column plays a role, where it has another name'), {}],
    }),
    rules: [],
    does,
    judge: (flow, settings) => {
      const wrong = misplaced(loss.name, ['sentenceEmbeddings'], flow.kind) ?? unfinished(loss.name, flow)
      const after: Flow = {
        ...flow,
        kind: 'objective',
        objective: loss.name,
        smallestBatch: loss.smallestBatch ?? 1,
        predicts: loss.predicts ?? (loss.weights === undefined ? 'nothing' : 'weights'),
        frozen: [],
      }
      return {
        problems:
          wrong === undefined
            ? unmapped(loss.name, loss.roles, settings.columns as Record<string, string>, flow)
            : [wrong],
        flow: after,
      }
    },
  }
  return constructorOf<LossConstructor<Name, Roles, Plain<P>, Smallest, Head<Predicts, W>>>(def)
}

/** What a loss's own weights are for. */
type Head<Predicts, W extends Shapes> = Predicts extends 'classes'
  ? 'classes'
  : [keyof W] extends [never]
    ? 'nothing'
    : 'weights'
