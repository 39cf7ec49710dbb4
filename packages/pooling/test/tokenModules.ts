import { type Definition, type Dropout, dropoutOf, type MapsTokens, noDropout } from '@siamese/core'
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

/** A module over tokens with numbers worked by hand: one text of two tokens of two numbers, its weights, and the gradient of the sum by the tokens. */
interface Row {
  readonly hand: {
    readonly settings: object
    readonly weights: Readonly<Record<string, Nested>>
    readonly values: Nested
    readonly gradient: Nested
  }
  readonly settings: readonly object[]
}
const text = [
  [1, 2],
  [3, -1],
]
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
/** One number in, one hidden: gates see x₁ alone and nothing of the step before; c₂ = σ(f) c₁ + σ(i) tanh(g). */
const step = (x: number, c: number) => {
  const next = 0.5 * c + sigmoid(x) * Math.tanh(x)
  return { c: next, h: 0.5 * Math.tanh(next) }
}
const first = step(1, 0)
const second = step(3, first.c)
const h = 2 ** -12
/** The derivative of h₁ + h₂ by x₁ of either token, in double precision. */
const slope = (at: 0 | 1) => {
  const total = (by: number) => {
    const one = step(1 + (at === 0 ? by : 0), 0)
    return one.h + step(3 + (at === 1 ? by : 0), one.c).h
  }
  return (total(h) - total(-h)) / (2 * h)
}

const rows: Readonly<Record<string, Row>> = {
  // the ids are 1 and 3: weights 2 and 0.5
  'pool.wordWeights': {
    hand: {
      settings: {},
      weights: { 'emb_layer.weight': [[7], [2], [7], [0.5], [7]] },
      values: [
        [2, 4],
        [1.5, -0.5],
      ],
      gradient: [
        [2, 2],
        [0.5, 0.5],
      ],
    },
    settings: [{}],
  },
  // layers are the tokens, and one and two times as much: (1·x + 3·2x) / 4 of the last two where the token vectors are not read
  'pool.weightedLayers': {
    hand: {
      settings: { from: 1 },
      weights: { layer_weights: [1, 3] },
      values: [
        [1.75 * 1, 1.75 * 2],
        [1.75 * 3, 1.75 * -1],
      ],
      gradient: [
        [1.75, 1.75],
        [1.75, 1.75],
      ],
    },
    settings: [{ from: 0 }, { from: 2 }],
  },
  // the token before, itself and the one behind: 10·x₁(t−1) + x₁(t) + 0.1·x₂(t+1) + 1
  'pool.cnn': {
    hand: {
      settings: { channels: 1, kernels: [3] },
      weights: {
        'convs.0.weight': [
          [
            [10, 1, 0],
            [0, 0, 0.1],
          ],
        ],
        'convs.0.bias': [1],
      },
      values: [[1 - 0.1 + 1], [10 + 3 + 1]],
      gradient: [
        [11, 0],
        [1, 0.1],
      ],
    },
    settings: [{ channels: 3 }, { channels: 2, kernels: [5, 1] }],
  },
  'pool.lstm': {
    hand: {
      settings: { hidden: 1, directions: 'forward' },
      weights: {
        'encoder.weight_ih_l0': [
          [1, 0],
          [0, 0],
          [1, 0],
          [0, 0],
        ],
        'encoder.weight_hh_l0': [[0], [0], [0], [0]],
        'encoder.bias_ih_l0': [0, 0, 0, 0],
        'encoder.bias_hh_l0': [0, 0, 0, 0],
      },
      values: [[first.h], [second.h]],
      gradient: [
        [slope(0), 0],
        [slope(1), 0],
      ],
    },
    settings: [{ hidden: 3 }, { hidden: 2, stacked: 2 }, { hidden: 3, directions: 'forward' }],
  },
}

const tokenModules = (all as readonly { readonly definition: Definition }[]).filter(
  ({ definition }) => definition.does.family === 'tokenModule',
)

/** A module over tokens as a function of its tokens and its weights; the encoder's layers are the tokens, one and two times as much. */
const over =
  (
    { name, does, options }: Definition,
    settings: object,
    names: readonly string[],
    mask: Nested,
    ids: Nested,
    dropout: Dropout = noDropout,
  ) =>
  (tokens: tf.Tensor, ...weights: tf.Tensor[]): tf.Tensor => {
    const given = {
      tokens: tokens as tf.Tensor3D,
      mask: tensorOf(mask) as tf.Tensor2D,
      prompts: tf.zeros<tf.Rank.R1>([tokens.shape[0]!]),
      ids: tf.cast(tensorOf(ids), 'int32') as tf.Tensor2D,
      layers: () => [1, 1, 2].map(times => tf.mul<tf.Tensor3D>(tokens, times)),
    }
    const made = (does as MapsTokens).apply(
      given,
      options.decode(name, { ...settings }).value,
      Object.fromEntries(names.map((each, i) => [each, weights[i]!])),
      dropout,
    )
    return tf.mul(made.tokens, tf.expandDims(given.mask, 2))
  }

/** What holds for every module over tokens, on the engine that is current when the tests run. */
export const tokenModuleContract = (test: Test, engine: string): void => {
  for (const { definition } of tokenModules) {
    const { name, does, options } = definition
    const { hand, settings } = rows[name]!

    test(`${name} (${engine}): values and gradient worked by hand`, () => {
      const names = Object.keys(hand.weights)
      const weights = names.map(each => tensorOf(hand.weights[each]!))
      const f = over(definition, hand.settings, names, [[1, 1]], [[1, 3]])
      const { values, gradients } = withGradients(tokens => f(tokens, ...weights), [tensorOf([text])])
      assert.ok(farthest(values, flat(hand.values)) < 1e-5, `${values}`)
      assert.ok(farthest(gradients[0]!, flat(hand.gradient)) < 1e-4, `${gradients[0]}`)
    })

    for (const tried of settings) {
      const facts = { width: 4, layers: 2, vocabulary: 6 }
      const shapes = (does as MapsTokens).weights?.(facts, options.decode(name, { ...tried }).value) ?? {}
      const names = Object.keys(shapes)
      const weights = Object.values(shapes).map((start, i) =>
        randomNumbers(20 + i, ...('shape' in start ? start.shape : start)),
      )
      const told = `${name} ${JSON.stringify(tried)} (${engine})`
      const mask = [
        [1, 1, 1, 0],
        [1, 0, 0, 0],
        [1, 1, 1, 1],
      ]
      const ids = [
        [1, 2, 5, 0],
        [3, 0, 0, 0],
        [4, 4, 1, 2],
      ]
      // What is behind an encoder is zero where there is padding.
      const three = (randomNumbers(5, 3, 4, 4) as readonly (readonly (readonly number[])[])[]).map((row, i) =>
        row.map((token, j) => token.map(x => x * mask[i]![j]!)),
      )
      const run = (tokens: readonly Nested[], mask: Nested, ids: Nested) =>
        over(definition, tried, names, mask, ids)(tensorOf(tokens), ...weights.map(tensorOf))

      test(`${told}: gradients of tokens and weights are those of finite differences`, () => {
        const at = [tensorOf(three), ...weights.map(tensorOf)]
        const f = over(definition, tried, names, mask, ids)
        const { shape } = f(...(at as [tf.Tensor]))
        const upstream = flat(randomNumbers(6, ...shape))
        const { gradients } = withGradients(f, at, tf.tensor(upstream, [...shape]))
        for (const [i, expected] of differences(f, at, upstream).entries())
          assert.ok(
            farthest(gradients[i]!, expected) < 4e-3,
            `${names[i - 1] ?? 'tokens'}: ${farthest(gradients[i]!, expected)}`,
          )
      })

      test(`${told}: a text's tokens depend neither on other texts, nor on padding, nor on the order`, () => {
        const whole = run(three, mask, ids)
        const [, , width] = whole.shape as [number, number, number]
        const together = numbersOf(whole)
        for (const [i, row] of three.entries()) {
          const length = mask[i]!.reduce((sum, m) => sum + m, 0)
          const cut = <T>(cells: readonly T[]) => [cells.slice(0, length)]
          const alone = numbersOf(run(cut(row), cut(mask[i]!), cut(ids[i]!)))
          const from = i * 4 * width
          assert.ok(farthest(together.slice(from, from + length * width), alone) < 1e-6)
          assert.ok(together.slice(from + length * width, from + 4 * width).every(x => x === 0))
        }
        const order = [2, 0, 1]
        const turned = numbersOf(
          run(
            order.map(i => three[i]!),
            order.map(i => mask[i]!),
            order.map(i => ids[i]!),
          ),
        )
        assert.ok(
          farthest(
            turned,
            order.flatMap(i => together.slice(i * 4 * width, (i + 1) * 4 * width)),
          ) < 1e-6,
        )
      })

      test(`${told}: padding on the left changes nothing, either`, () => {
        if (name === 'pool.cnn') return // zeros before a text are what it sees there without padding
        const [row] = three
        const right = numbersOf(run([row!.slice(0, 3)], [[1, 1, 1]], [[1, 2, 5]]))
        const zeros = [0, 0, 0, 0]
        const left = numbersOf(run([[zeros, zeros, ...row!.slice(0, 3)]], [[0, 0, 1, 1, 1]], [[0, 0, 1, 2, 5]]))
        assert.ok(farthest(left.slice(-right.length), right) < 1e-6)
      })
    }
  }

  test(`pool.wordWeights (${engine}): the sum of a text's weights is passed on`, () => {
    const { definition } = tokenModules.find(({ definition }) => definition.name === 'pool.wordWeights')!
    const made = (definition.does as MapsTokens).apply(
      {
        tokens: tf.ones([2, 2, 1]),
        mask: tf.tensor2d([
          [1, 1],
          [1, 0],
        ]),
        prompts: tf.zeros([2]),
        ids: tf.tensor2d(
          [
            [0, 2],
            [1, 0],
          ],
          [2, 2],
          'int32',
        ),
        layers: () => [],
      },
      {},
      { 'emb_layer.weight': tf.tensor2d([[1], [2], [4]]) },
      noDropout,
    )
    assert.equal(numbersOf(made.weightSums!), [5, 2])
  })

  test(`pool.lstm (${engine}): dropout between layers is on while training alone`, () => {
    const { definition } = tokenModules.find(({ definition }) => definition.name === 'pool.lstm')!
    const settings = { hidden: 4, stacked: 2, dropout: 0.5 }
    const shapes = (definition.does as MapsTokens).weights!(
      { width: 2, layers: 1, vocabulary: 1 },
      definition.options.decode('pool.lstm', settings).value,
    )
    const weights = Object.values(shapes).map((start, i) =>
      tensorOf(randomNumbers(3 + i, ...(start as { readonly shape: readonly number[] }).shape)),
    )
    const run = (dropout: Dropout, given: object) =>
      numbersOf(
        over(
          definition,
          { ...settings, ...given },
          Object.keys(shapes),
          [[1, 1]],
          [[0, 0]],
          dropout,
        )(tensorOf([text]), ...weights),
      )
    assert.equal(run(noDropout, {}), run(noDropout, { dropout: 0 }))
    assert.not.equal(run(dropoutOf({ seed: 1, step: 1 }), {}), run(noDropout, {}))
  })
}
