import type * as tf from '@tensorflow/tfjs-core'
import type { Choice } from './choice.js'
import type { LossInput } from './does.js'
import type { Flow } from './flow.js'
import { type OtherWidth, otherWidth } from './frozenSentences.js'
import type { Model } from './model.js'
import { isNamedAfter, type Played } from './players.js'
import type { Fault } from './problem.js'
import { isMany, type Role, type RoleKind, roleTimes } from './roles.js'
import { type VectorWidth, vectorWidth } from './vectorWidth.js'

/**
 * A frozen model among a loss's settings: what it encodes, and what it stands in place of. A teacher stands in place of a label and encodes
 * texts as they are, behind its own prompt; a guide reads what the encoder reads, with the prompts of training.
 */
export interface FrozenModel {
  /** The text roles that it encodes, without `…`; `apply` receives its vectors as `guide.anchor`, a list where the role is one. */
  readonly encodes: readonly string[]
  /** The label that it makes: with the model, no column plays that role. */
  readonly insteadOf?: string
  /** Its vectors are held against the embeddings number by number; left out where they are only compared with each other. */
  readonly width?: 'of the embeddings'
}
export type FrozenModels = Readonly<Record<string, FrozenModel>>

/** The roles that columns play: all but those that a model which is written stands in place of. */
export type PlayedBeside<Roles extends readonly Role[], Models, O> = [
  Replaced<Models, keyof Models & keyof O>,
] extends [never]
  ? Roles
  : Without<Roles, Replaced<Models, keyof Models & keyof O>>
type Replaced<Models, Written extends keyof Models> = {
  [M in Written]: Models[M] extends { readonly insteadOf: infer R } ? R : never
}[Written]
type Without<Roles extends readonly Role[], R> = Roles extends readonly [
  infer First extends Role,
  ...infer Rest extends readonly Role[],
]
  ? First extends `${R & string}: ${string}`
    ? Without<Rest, R>
    : readonly [First, ...Without<Rest, R>]
  : readonly []
export const playedBeside = (
  roles: readonly Role[],
  models: FrozenModels,
  settings: Readonly<Record<string, unknown>>,
): readonly Role[] => {
  const replaced = Object.entries(models).flatMap(([model, { insteadOf }]) =>
    settings[model] === undefined || insteadOf === undefined ? [] : [insteadOf],
  )
  return replaced.length === 0 ? roles : roles.filter(role => !replaced.includes(roleTimes(role)[0]))
}

/** The models whose vectors are as wide as the embeddings. */
export type EqualTo<Models, Names extends keyof Models> = {
  [M in Names]: Models[M] extends { readonly width: string } ? M : never
}[Names]

/** The sentence of a model whose vectors have another width, or `never`. A choice of models is judged by the program. */
export type Unequal<Name extends string, Equal extends string, O, Width> = {
  [M in Equal & keyof O]: O[M] extends Choice
    ? never
    : number extends VectorWidth<O[M]> | Projected<O, Width>
      ? never
      : VectorWidth<O[M]> extends Projected<O, Width>
        ? never
        : OtherWidth<Name, M, Projected<O, Width> & number, NameOf<O[M]>, VectorWidth<O[M]>>
}[Equal & keyof O]
/** How wide embeddings are that a loss projects first. */
type Projected<O, Width> = O extends { readonly projection: infer P extends number } ? P : Width
type NameOf<M> = M extends { readonly model: infer Name extends string } ? Name : string
export const unequal = (
  stage: string,
  models: FrozenModels,
  settings: Readonly<Record<string, unknown>>,
  { width }: Pick<Flow, 'width'>,
): readonly Fault[] =>
  Object.entries(models).flatMap(([name, { width: asked }]) => {
    const model = settings[name] as Model | undefined
    const has = model === undefined ? undefined : vectorWidth(model)
    const wanted = (settings.projection as number | undefined) ?? width
    return asked === undefined || has === undefined || has === wanted
      ? []
      : [{ sentence: otherWidth(stage, name, wanted, model!.model, has), at: [name] }]
  })

/** What `apply` receives of the models: `[rows, width of the model]` under `guide.anchor`, or a list of them. */
export type ByModel<Models, Roles extends readonly Role[], Required> = {
  readonly [K in Seen<Models, keyof Models & Required>]: SeenAs<K, Roles>
} & { readonly [K in Seen<Models, Exclude<keyof Models, Required>>]?: SeenAs<K, Roles> }
type Seen<Models, Names extends keyof Models> = {
  [M in Names & string]: Models[M] extends { readonly encodes: readonly (infer R extends string)[] }
    ? `${M}.${R}`
    : never
}[Names & string]
type SeenAs<K, Roles extends readonly Role[]> = K extends `${string}.${infer R}`
  ? [Extract<Roles[number], `${R}…: text` | `${R}+: text`>] extends [never]
    ? tf.Tensor2D
    : readonly tf.Tensor2D[]
  : never

/** The vectors of the models as inputs of the loss, in order. */
export const seenBy = (
  models: FrozenModels,
  settings: Readonly<Record<string, unknown>>,
  playing: readonly Played[],
): readonly LossInput[] =>
  Object.entries(models).flatMap(([name, { encodes, width, insteadOf }]) => {
    const model = settings[name] as Model | undefined
    if (model === undefined) return []
    return playing
      .filter(({ role, kind }) => kind === 'text' && encodes.some(each => isNamedAfter(each, role)))
      .map(({ role, column }) => ({
        role: `${name}.${role}`,
        kind: width === undefined || settings.projection !== undefined ? 'seen' : 'vector',
        ...(width === undefined ? {} : { wide: (settings.projection as number | undefined) ?? 'as the embeddings' }),
        column,
        is: { vector: vectorWidth(model) ?? model.hidden },
        by: model,
        ...(insteadOf === undefined ? { reads: 'what the encoder reads' as const } : {}),
        prepare: (value: number) => value,
      }))
  })

/** The kind of an input that a model gives, by its name. */
export const kindSeen = (models: FrozenModels, input: string): 'seen' | 'vector' | undefined => {
  const found = Object.entries(models).find(([name]) => input.startsWith(`${name}.`))
  return found === undefined ? undefined : found[1].width === undefined ? 'seen' : 'vector'
}

/** Names under which a model's vectors arrive as lists: `guide.negative…: vector`. */
export const seenRoles = (models: FrozenModels, roles: readonly Role[]): readonly Role[] =>
  Object.entries(models).flatMap(([name, { encodes }]) =>
    roles.flatMap((role): readonly Role[] => {
      const [base, kind, times] = roleTimes(role)
      return kind === 'text' && encodes.includes(base)
        ? [`${name}.${base}${isMany(times) ? '…' : ''}: ${'vector' satisfies RoleKind}`]
        : []
    }),
  )
