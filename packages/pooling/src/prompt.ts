import { described, type TokenVectors, tf } from '@siamese/core'
import * as t from 'io-ts'
import { places } from './places.js'

const prompt = t.keyof({ included: null, excluded: null }, 'included or excluded')

/** The setting of every pooling that says whether a prompt is pooled with its text. */
export const promptOptions = {
  prompt: [described(prompt, 'Whether the tokens of a prompt in front of a text are pooled with its own'), 'included'],
} as const

/** The mask of the tokens that are pooled, `[sentences, length]`: without those of the prompt, [CLS] before it among them, where it is excluded. */
export const pooledMask = (
  { mask, prompts }: TokenVectors,
  prompt: t.TypeOf<(typeof promptOptions.prompt)[0]>,
): tf.Tensor2D =>
  prompt === 'included' ? mask : tf.mul(mask, tf.cast(tf.greater(places(mask), tf.expandDims(prompts, 1)), 'float32'))
