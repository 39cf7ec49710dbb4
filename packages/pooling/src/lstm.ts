import {
  type AnyShape,
  type Apply,
  type Constructor,
  type Dropout,
  defineStage,
  describe,
  described,
  type EncodedTokens,
  lstmSteps,
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
import { type Reading, readings, reordered } from './reading.js'

const directions = t.keyof({ both: null, forward: null }, 'both or forward')
const description = describe({
  name: 'pool.lstm',
  about: 'A recurrent network over the tokens, with weights of its own',
  takes: ['tokenEmbeddings'],
  options: options({
    hidden: described(t.number, 'How many numbers each direction gives a token'),
    stacked: [described(t.number, 'How many networks stand on each other'), 1],
    directions: [described(directions, 'Whether texts are read from both ends, or from the first token alone'), 'both'],
    dropout: [described(t.number, 'While training, the share of the numbers between layers that is set to 0'), 0],
  }),
  rules: [
    ['hidden', 'is positive', 0, '{stage}: hidden is {hidden}: choose 1 or more'],
    ['hidden', 'is whole', 0, '{stage}: hidden is {hidden}, not a whole number'],
    ['stacked', 'is positive', 0, '{stage}: stacked is {stacked}: choose 1 or more'],
    ['stacked', 'is whole', 0, '{stage}: stacked is {stacked}, not a whole number'],
    ['dropout', 'is a share', 0, '{stage}: dropout is {dropout}, a share of the numbers: choose 0 to 1'],
    ['dropout', 'is not', 1, '{stage}: dropout is 1, which leaves nothing: choose a number below 1'],
  ],
  gives: { width: 'together', weights: true },
})
interface ByLines extends RuleOf<typeof description> {}
export interface Lstm extends Omit<ByLines, 'out'> {
  readonly out: Apply<ByLines, this['settings'], this['in']> extends infer Out
    ? Out extends AnyShape
      ? Widened<Out, Together<this['settings']>>
      : Out
    : never
}
type Together<S> = S extends { readonly hidden: infer H extends number }
  ? S extends { readonly directions: infer D }
    ? 'both' | 'forward' extends D
      ? number
      : D extends 'forward'
        ? H
        : Sum<H, H>
    : Sum<H, H>
  : number
interface LstmSettings extends Settings<(typeof description)['options']['fields']> {}

type Direction = keyof ReturnType<typeof readings>
const directionsOf = ({ directions }: Pick<LstmSettings, 'directions'>): readonly Direction[] =>
  directions === 'both' ? ['forward', 'backward'] : ['forward']
const nameOf = (kind: string, layer: number, direction: Direction): string =>
  `encoder.${kind}_l${layer}${direction === 'backward' ? '_reverse' : ''}`

/** Uniform on ±1/√hidden, as torch.nn.LSTM. */
const weights = ({ width }: ModuleFacts, settings: LstmSettings): Shapes => {
  const { hidden, stacked } = settings
  const each = directionsOf(settings)
  const within = 1 / Math.sqrt(hidden)
  return Object.fromEntries(
    Array.from({ length: stacked }, (_, layer) => layer).flatMap(layer =>
      each.flatMap(direction => {
        const shapes = {
          weight_ih: [4 * hidden, layer === 0 ? width : each.length * hidden],
          weight_hh: [4 * hidden, hidden],
          bias_ih: [4 * hidden],
          bias_hh: [4 * hidden],
        }
        return Object.entries(shapes).map(([kind, shape]) => [nameOf(kind, layer, direction), { shape, within }])
      }),
    ),
  )
}

const apply = ({ tokens, mask }: EncodedTokens, settings: LstmSettings, weights: Weights, dropout: Dropout) => {
  const orders = readings(mask)
  const isToken = tf.expandDims(mask, 2)
  let given = tokens
  for (let layer = 0; layer < settings.stacked; layer++) {
    if (layer > 0 && settings.dropout > 0) given = dropout(given, settings.dropout)
    const read = directionsOf(settings).map(direction => oneWay(given, orders[direction], weights, layer, direction))
    given = tf.mul(read.length === 1 ? read[0]! : tf.concat(read, 2), isToken)
  }
  return { tokens: given }
}

/** Steps are read in an order in which padding comes last, so that no token sees it. */
const oneWay = (
  tokens: tf.Tensor3D,
  order: Reading,
  weights: Weights,
  layer: number,
  direction: Direction,
): tf.Tensor3D => {
  const own = (kind: string) => weights[nameOf(kind, layer, direction)]!
  const both = tf.transpose(tf.concat([own('weight_ih'), own('weight_hh')], 1)) as tf.Tensor2D
  const bias = tf.add<tf.Tensor1D>(own('bias_ih'), own('bias_hh'))
  const steps = tf.transpose(reordered(tokens, order), [1, 0, 2])
  const made = tf.transpose(lstmSteps(steps, both, bias), [1, 0, 2])
  return reordered(made, { to: order.back, back: order.to })
}

/**
 * A long short-term memory over the tokens of each text, from its first to its last and, with `directions: 'both'`, from its last to its first; the
 * numbers of both stand side by side. Padding never enters. `[sentences, length, width]` to `[sentences, length, hidden · directions]`.
 * As torch.nn.LSTM over packed sequences. Hochreiter & Schmidhuber 1997; Conneau et al. 2017.
 */
export const lstm: Constructor<Lstm> = defineStage<Lstm>(
  description,
  { family: 'tokenModule', weights: weights as never, apply: apply as never }, // settings are those that the options let through
  ({ hidden, directions = 'both' }) => ({ together: Number(hidden) * (directions === 'both' ? 2 : 1) }),
)
