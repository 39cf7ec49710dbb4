import {
  type Constructor,
  defineStage,
  describe,
  described,
  type ModuleFacts,
  options,
  type RuleOf,
  type Settings,
  type Shapes,
  tf,
  type Weights,
} from '@siamese/core'
import * as t from 'io-ts'
import { type ActivationName, activations } from './activations.js'

const names = Object.keys(activations)
const activation = t.keyof(
  Object.fromEntries(names.map(name => [name, null])) as Readonly<Record<ActivationName, null>>,
  `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`,
)
const residual = t.union([t.boolean, t.literal('projected')], "true, false or 'projected'")

const description = describe({
  name: 'pool.dense',
  about: 'A linear layer with weights of its own, and an activation',
  takes: ['sentenceEmbeddings'],
  options: options({
    width: described(t.number, 'How many numbers come out'),
    in: [described(t.number, 'How many numbers arrive: checked, where it is written'), undefined],
    activation: [described(activation, 'What is done to each number that comes out'), 'tanh'],
    bias: [described(t.boolean, 'Whether a number of its own is added to each'), true],
    residual: [
      described(residual, "Whether what arrives is added; 'projected' brings it to the other width by a matrix"),
      false,
    ],
  }),
  rules: [
    ['width', 'is positive', 0, '{stage}: width is {width}: choose 1 or more'],
    ['width', 'is whole', 0, '{stage}: width is {width}, not a whole number'],
    ['in', '=', 'arriving', '{stage} reads {in} numbers and {arriving} arrive: write in: {arriving}, or leave it out'],
    [
      'width',
      '=',
      'arriving',
      "{stage} cannot add {arriving} numbers to {width}: write width: {arriving}, or residual: 'projected'",
      ['residual', true],
    ],
    [
      'width',
      'is not',
      'arriving',
      '{stage} projects {arriving} numbers where they fit as they are: write residual: true',
      ['residual', 'projected'],
    ],
  ],
  gives: { width: 'width', weights: true },
})
export interface Dense extends RuleOf<typeof description> {}
interface DenseSettings extends Settings<(typeof description)['options']['fields']> {}

const weights = ({ width: arriving }: ModuleFacts, { width, bias, residual }: DenseSettings): Shapes => ({
  'linear.weight': [width, arriving],
  ...(bias ? { 'linear.bias': [width] } : {}),
  ...(residual === 'projected' ? { 'residual.weight': [width, arriving] } : {}),
})

const apply = (u: tf.Tensor2D, { activation, residual }: DenseSettings, weights: Weights): tf.Tensor2D => {
  const times = (name: string): tf.Tensor2D => tf.matMul(u, weights[name] as tf.Tensor2D, false, true)
  const bias = weights['linear.bias']
  const linear = times('linear.weight')
  const value = activations[activation](bias === undefined ? linear : tf.add<tf.Tensor2D>(linear, bias))
  return residual === false ? value : tf.add(value, residual === true ? u : times('residual.weight'))
}

/**
 * A linear layer with weights of its own: f(W u + b), `[sentences, in]` to `[sentences, width]`. `in` is checked where it is written.
 * `residual`: what arrives is added, f(W u + b) + u; `'projected'`, where the width changes: f(W u + b) + R u.
 * As sentence-transformers' Dense, tanh when nothing is said.
 */
export const dense: Constructor<Dense> = defineStage<Dense>(description, {
  family: 'module',
  weights: weights as never, // settings are those that the options let through
  apply: apply as never,
})
