import type * as tf from '@tensorflow/tfjs-core'
import type { LossInput } from './does.js'

/**
 * Text roles of which the encoder sees what is left when words are deleted, and a decoder tells all of it again; by the setting that is the
 * share of words deleted. The decoder has the encoder's weights, and some of its own that are the loss's.
 */
export type Retold = Readonly<Record<string, string>>

/** What `apply` receives of the decoder: −ln p of the next token, the mean over the tokens of the batch. */
export type ByDecoder<R> = { readonly [T in keyof R & string as `told.${T}`]: tf.Scalar }

/** Inputs with what the decoder gives behind each text that is told again. */
export const withRetold = (
  retold: Retold,
  settings: Readonly<Record<string, unknown>>,
  inputs: readonly LossInput[],
): readonly LossInput[] =>
  inputs.flatMap(input => {
    const share = retold[input.role]
    if (share === undefined) return [input]
    return [
      { ...input, deletion: Number(settings[share]) },
      { ...input, role: toldOf(input.role), kind: 'told' },
    ]
  })

const toldOf = (role: string): string => `told.${role}`

export const isTold = (retold: Retold, input: string): boolean =>
  Object.keys(retold).some(role => toldOf(role) === input)
