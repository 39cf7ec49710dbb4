import type * as tf from '@tensorflow/tfjs-core'
import type { LossInput } from './does.js'

/**
 * Text roles of which the encoder sees what is left when words are deleted, and a decoder tells all of it again; by the settings that are the
 * share of words deleted and whose weights the decoder has: `'shared'`, the encoder's, or `'apart'`, those of a copy that is trained beside
 * it. Some are its own. All that are not the encoder's are the loss's.
 */
export type Retold = Readonly<Record<string, { readonly deletion: string; readonly decoder?: string }>>

/** What `apply` receives of the decoder: −ln p of the next token, the mean over the tokens of the batch. */
export type ByDecoder<R> = { readonly [T in keyof R & string as `told.${T}`]: tf.Scalar }

/** Inputs with what the decoder gives behind each text that is told again. */
export const withRetold = (
  retold: Retold,
  settings: Readonly<Record<string, unknown>>,
  inputs: readonly LossInput[],
): readonly LossInput[] =>
  inputs.flatMap(input => {
    const how = retold[input.role]
    if (how === undefined) return [input]
    const isApart = how.decoder !== undefined && settings[how.decoder] === 'apart'
    return [
      { ...input, deletion: Number(settings[how.deletion]) },
      { ...input, role: toldOf(input.role), kind: 'told', ...(isApart ? { encoder: 'copy' as const } : {}) },
    ]
  })

const toldOf = (role: string): string => `told.${role}`

export const isTold = (retold: Retold, input: string): boolean =>
  Object.keys(retold).some(role => toldOf(role) === input)
