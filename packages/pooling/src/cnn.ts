import {
  type AnyShape,
  type Apply,
  type Constructor,
  defineStage,
  describe,
  described,
  type EncodedTokens,
  type ModuleFacts,
  options,
  type RuleOf,
  type Settings,
  type Shapes,
  type Sum,
  tf,
  type Weights,
  type Widened,
} from '@siamese/core'
import * as t from 'io-ts'

const unwritten = { channels: 256, kernels: [1, 3, 5] } as const
const description = describe({
  name: 'pool.cnn',
  about: 'Convolutions over neighbouring tokens, side by side, with weights of their own',
  takes: ['tokenEmbeddings'],
  options: options({
    channels: [described(t.number, 'How many numbers each convolution gives a token'), unwritten.channels],
    kernels: [
      described(t.array(t.number, 'a list of numbers'), 'How many tokens each convolution sees: odd numbers'),
      unwritten.kernels,
    ],
  }),
  rules: [
    ['channels', 'is positive', 0, '{stage}: channels is {channels}: choose 1 or more'],
    ['channels', 'is whole', 0, '{stage}: channels is {channels}, not a whole number'],
    ['kernels', 'each counts', 0, '{stage}: kernels are {kernels}: write one or more whole numbers, 1 or more'],
    [
      'kernels',
      'each is odd',
      0,
      '{stage}: kernels are {kernels}: choose odd numbers, as many tokens before as behind',
    ],
  ],
  gives: { width: 'together', weights: true },
})
interface ByLines extends RuleOf<typeof description> {}
export interface Cnn extends Omit<ByLines, 'out'> {
  readonly out: Apply<ByLines, this['settings'], this['in']> extends infer Out
    ? Out extends AnyShape
      ? Widened<Out, Together<this['settings']>>
      : Out
    : never
}
type Together<S> = Times<
  S extends { readonly channels: infer C } ? C : (typeof unwritten)['channels'],
  S extends { readonly kernels: infer K } ? K : (typeof unwritten)['kernels']
>
type Times<C, K> = C extends number
  ? K extends readonly [unknown, ...infer Rest]
    ? Rest extends readonly []
      ? C
      : Sum<C, Times<C, Rest> & number>
    : number
  : number
interface CnnSettings extends Settings<(typeof description)['options']['fields']> {}

const weights = ({ width }: ModuleFacts, { channels, kernels }: CnnSettings): Shapes =>
  Object.assign(
    {},
    ...kernels.map((kernel, i) => ({
      [`convs.${i}.weight`]: [channels, width, kernel],
      [`convs.${i}.bias`]: [channels],
    })),
  )

const apply = ({ tokens }: EncodedTokens, { kernels }: CnnSettings, weights: Weights) => {
  const convolved = kernels.map((kernel, i) => convolution(tokens, kernel, weights[`convs.${i}.weight`] as tf.Tensor3D))
  return {
    tokens: tf.concat(
      convolved.map((each, i) => tf.add<tf.Tensor3D>(each, weights[`convs.${i}.bias`]!)),
      2,
    ),
  }
}

/** Every token with its neighbours as one long vector, times the matrix that the weights `[out, in, kernel]` are then. */
const convolution = (tokens: tf.Tensor3D, kernel: number, weight: tf.Tensor3D): tf.Tensor3D => {
  const [sentences, length, width] = tokens.shape
  const side = (kernel - 1) / 2
  const padded =
    side === 0
      ? tokens
      : tf.pad(tokens, [
          [0, 0],
          [side, side],
          [0, 0],
        ])
  const seen = Array.from({ length: kernel }, (_, at) => tf.slice(padded, [0, at, 0], [sentences, length, width]))
  const together = tf.reshape(tf.concat(seen, 2), [sentences * length, kernel * width]) as tf.Tensor2D
  const channels = weight.shape[0]
  const matrix = tf.reshape(tf.transpose(weight, [0, 2, 1]), [channels, kernel * width]) as tf.Tensor2D
  return tf.reshape(tf.matMul(together, matrix, false, true), [sentences, length, channels])
}

/**
 * Convolutions over tokens, their numbers side by side: for each kernel k, y_t = Σ_j W_j x_(t+j) + b over the k tokens around t, where nothing
 * stands before and behind a text. `[sentences, length, width]` to `[sentences, length, channels · kernels]`. Kim 2014; the reference's CNN,
 * of a text alone: where it is in a batch with longer ones, the reference's sees what the encoder gives of the padding behind it.
 */
export const cnn: Constructor<Cnn> = defineStage<Cnn>(
  description,
  { family: 'tokenModule', weights: weights as never, apply: apply as never }, // settings are those that the options let through
  ({ channels = unwritten.channels, kernels = unwritten.kernels }) => ({
    together: Number(channels) * (Array.isArray(kernels) ? kernels.length : Number.NaN),
  }),
)
