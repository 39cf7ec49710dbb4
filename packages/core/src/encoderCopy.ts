import type * as tf from '@tensorflow/tfjs-core'
import type { LossInput } from './does.js'
import type { Played } from './players.js'
import type { Role } from './roles.js'

/**
 * Text roles that a copy of the encoder encodes: it begins with the same weights, is trained apart and is the loss's own. `alone`:
 * the role arrives from the copy, as `copy.text`; `too`: from both encoders.
 */
export type Copied = Readonly<Record<string, 'alone' | 'too'>>

/** What `apply` receives of the copy, `[rows, width]`. */
export type ByCopy<C> = { readonly [R in keyof C & string as `copy.${R}`]: tf.Tensor2D }

/** Inputs with those that the copy gives in the place of, or before, the role's own. */
export const withCopies = (copied: Copied, inputs: readonly LossInput[]): readonly LossInput[] =>
  inputs.flatMap(input => {
    const how = copied[input.role]
    if (how === undefined) return [input]
    const ofCopy: LossInput = { ...input, role: `copy.${input.role}`, encoder: 'copy' }
    return how === 'alone' ? [ofCopy] : [ofCopy, input]
  })

/** The names of a copy's inputs as roles, so that their kind is known. */
export const copyRoles = (copied: Copied): readonly Role[] =>
  Object.keys(copied).map(role => `copy.${role}: text` as const)

/** Labels that no column plays and that texts make: 1 where both have the same tokens. */
export const madeAlike = (
  alike: Readonly<Record<string, readonly [one: string, other: string]>>,
  playing: readonly Played[],
): readonly LossInput[] =>
  Object.entries(alike).flatMap(([role, texts]): readonly LossInput[] => {
    if (playing.some(each => each.role === role)) return []
    const [one, other] = texts.map(text => playing.find(each => each.role === text)!.column) as [string, string]
    return [{ role, kind: 'binary', column: one, is: 'binary', prepare: value => value, alike: [one, other] }]
  })
