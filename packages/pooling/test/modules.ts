import { type Definition, type Dropout, dropoutOf, type Maps, noDropout } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Test } from 'uvu'
import * as assert from 'uvu/assert'
import {
  differences,
  farthest,
  flat,
  type Nested,
  numbersOf,
  randomNumbers,
  tensorOf,
  withGradients,
} from '../../core/test/numeric.js'
import { all } from '../src/index.js'

/** A module with numbers worked by hand: embeddings, its weights, what comes out, and the gradients of the sum of that. */
interface Hand {
  readonly settings: Readonly<Record<string, unknown>>
  readonly at: Nested
  readonly weights: Readonly<Record<string, Nested>>
  readonly values: Nested
  readonly gradient: Nested
  readonly gradients: Readonly<Record<string, Nested>>
}
/** What a module adds to be in this test. */
interface Row {
  readonly hand: Hand
  readonly settings: readonly Readonly<Record<string, unknown>>[]
}
const s = 1 / Math.sqrt(1 + 1e-5)
const flatRow = 0.75 / Math.sqrt(1e-5)

const rows: Readonly<Record<string, Row>> = {
  // W u + b = (1, 1, −0.5) and (3, −2, 4.5): the negative ones are 0 and have no gradient
  'pool.dense': {
    hand: {
      settings: { width: 3, activation: 'relu' },
      at: [
        [1, 2],
        [3, -1],
      ],
      weights: {
        'linear.weight': [
          [1, 0],
          [0, 1],
          [1, -1],
        ],
        'linear.bias': [0, -1, 0.5],
      },
      values: [
        [1, 1, 0],
        [3, 0, 4.5],
      ],
      gradient: [
        [1, 1],
        [2, -1],
      ],
      gradients: {
        'linear.weight': [
          [4, 1],
          [1, 2],
          [3, -1],
        ],
        'linear.bias': [2, 1, 1],
      },
    },
    settings: [
      { width: 3 },
      { width: 6, activation: 'none', bias: false },
      { width: 2, activation: 'gelu' },
      { width: 4, activation: 'sigmoid', residual: true },
      ...[
        'silu',
        'elu',
        'selu',
        'leakyRelu',
        'relu6',
        'softplus',
        'softsign',
        'mish',
        'logSigmoid',
        'celu',
        'hardTanh',
        'hardSigmoid',
        'hardSwish',
        'tanhShrink',
        'softShrink',
        'hardShrink',
      ].map(activation => ({
        width: 3,
        activation,
      })),
      { width: 3, residual: 'projected' },
    ],
  },
  // (1, 3) has mean 2 and variance 1; (2, 2) has none, so that its gradient is divided by √ε
  'pool.layerNorm': {
    hand: {
      settings: {},
      at: [
        [1, 3],
        [2, 2],
      ],
      weights: { 'norm.weight': [2, 0.5], 'norm.bias': [1, -1] },
      values: [
        [1 - 2 * s, -1 + 0.5 * s],
        [1, -1],
      ],
      gradient: [
        [0.75 * s * (1 - s * s), -0.75 * s * (1 - s * s)],
        [flatRow, -flatRow],
      ],
      gradients: { 'norm.weight': [-s, s], 'norm.bias': [2, 2] },
    },
    settings: [{}],
  },
  'pool.truncate': {
    hand: {
      settings: { width: 1 },
      at: [
        [1, 2],
        [3, -1],
      ],
      weights: {},
      values: [[1], [3]],
      gradient: [
        [1, 0],
        [1, 0],
      ],
      gradients: {},
    },
    settings: [{ width: 4 }, { width: 2 }],
  },
  // (3, 4) / 5, across the row (1 − (1·u) u) / 5; a row of zeros is divided by 1e-12
  'pool.normalize': {
    hand: {
      settings: {},
      at: [
        [3, 4],
        [0, 0],
      ],
      weights: {},
      values: [
        [0.6, 0.8],
        [0, 0],
      ],
      gradient: [
        [0.032, -0.024],
        [1e12, 1e12],
      ],
      gradients: {},
    },
    settings: [{}],
  },
  'pool.dropout': {
    hand: {
      settings: {},
      at: [[1, 2]],
      weights: {},
      values: [[1, 2]],
      gradient: [[1, 1]],
      gradients: {},
    },
    settings: [{ rate: 0.5 }],
  },
}

const modules = (all as readonly { readonly definition: Definition }[]).filter(
  ({ definition }) => definition.does.family === 'module',
)

/** A module as a function of its embeddings and its weights, in the order of their names. */
export const through =
  (
    { name, does, options }: Definition,
    settings: Readonly<Record<string, unknown>>,
    names: readonly string[],
    dropout: Dropout = noDropout,
  ) =>
  (embeddings: tf.Tensor, ...weights: tf.Tensor[]): tf.Tensor =>
    (does as Maps).apply(
      embeddings as tf.Tensor2D,
      options.decode(name, settings).value,
      Object.fromEntries(names.map((each, i) => [each, weights[i]!])),
      dropout,
    )

/** What holds for every module, on the engine that is current when the tests run. */
export const moduleContract = (test: Test, engine: string): void => {
  for (const { definition } of modules) {
    const { name, does, options } = definition
    const { hand, settings } = rows[name]!

    test(`${name} (${engine}): values and gradients worked by hand`, () => {
      const names = Object.keys(hand.weights)
      const at = [hand.at, ...names.map(each => hand.weights[each]!)].map(tensorOf)
      const found = withGradients(through(definition, hand.settings, names), at)
      assert.ok(farthest(found.values, flat(hand.values)) < 1e-6, `${found.values}`)
      for (const [i, expected] of [hand.gradient, ...names.map(each => hand.gradients[each]!)].entries())
        assert.ok(farthest(found.gradients[i]!, flat(expected)) < 2e-6, `${i}: ${found.gradients[i]}`)
    })

    for (const tried of settings) {
      const shapes = (does as Maps).weights?.({ width: 4 }, options.decode(name, tried).value) ?? {}
      const names = Object.keys(shapes)
      const weights = (): tf.Tensor[] =>
        Object.values(shapes).map((start, i) =>
          tensorOf(randomNumbers(20 + i, ...('shape' in start ? start.shape : start))),
        )
      const told = `${name} ${JSON.stringify(tried)} (${engine})`

      test(`${told}: gradients of embeddings and weights are those of finite differences`, () => {
        const at = [tensorOf(randomNumbers(5, 3, 4)), ...weights()]
        const f = through(definition, tried, names)
        const { shape } = f(...(at as [tf.Tensor]))
        const upstream = flat(randomNumbers(6, ...shape))
        const { gradients } = withGradients(f, at, tf.tensor(upstream, [...shape]))
        for (const [i, expected] of differences(f, at, upstream).entries())
          assert.ok(farthest(gradients[i]!, expected) < 2e-3, `${names[i - 1] ?? 'embeddings'}`)
      })

      test(`${told}: a sentence's vector does not depend on the others`, () => {
        const three = randomNumbers(7, 3, 4) as readonly Nested[]
        const f = (some: readonly Nested[]) =>
          numbersOf(through(definition, tried, names)(tensorOf(some), ...weights()))
        const alone = three.flatMap(each => f([each]))
        assert.ok(farthest(f(three), alone) < 1e-6)
      })
    }
  }

  test(`pool.dropout (${engine}): while training it drops that share and scales the rest; otherwise it does nothing`, () => {
    const ones = tf.ones([50, 40])
    const { definition } = all.find(({ definition }) => definition.name === 'pool.dropout')!
    const rate = 0.25
    const trained = numbersOf(through(definition, { rate }, [], dropoutOf({ seed: 3, step: 1 }))(ones))
    assert.ok(trained.every(x => x === 0 || Math.abs(x - 4 / 3) < 1e-6))
    const dropped = trained.filter(x => x === 0).length / trained.length
    assert.ok(Math.abs(dropped - rate) < 0.04, `${dropped}`) // four deviations of 2,000 draws
    assert.equal(new Set(numbersOf(through(definition, { rate }, [])(ones))), new Set([1]))
  })
}
