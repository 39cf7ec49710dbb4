import type { Definition, Pools, TokenVectors } from '@siamese/core'
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
import { all, max, mean, meanSqrtLength, weightedMean } from '../src/index.js'

/**
 * Numbers worked by hand: two sentences, right and left padding, and the gradient of the sum. A pooling that has none here is tried with the
 * settings that it fills in, and has them in its own test.
 */
interface Hand {
  readonly settings?: Readonly<Record<string, unknown>>
  /** Vectors that stand side by side, when not one. */
  readonly beside?: number
  readonly values: readonly (readonly number[])[]
  readonly gradient: Nested
  /** What a text without tokens gives; the first token is (7, −8). */
  readonly empty: readonly number[]
}
const tokens = [
  [
    [1, -2],
    [3, 4],
    [9, 9],
  ],
  [
    [9, 9],
    [5, 0],
    [1, 0],
  ],
]
const mask = [
  [1, 1, 0],
  [0, 1, 1],
]
const none = Number.NEGATIVE_INFINITY
const half = [0.5, 0.5]
const root = Math.SQRT2
const rows: { readonly [Name: string]: Hand | undefined } = {
  'pool.mean': {
    values: [
      [2, 1],
      [3, 0],
    ],
    gradient: [
      [half, half, [0, 0]],
      [[0, 0], half, half],
    ],
    empty: [0, 0],
  },
  // the sum over √2
  'pool.meanSqrtLength': {
    values: [
      [4 / root, 2 / root],
      [6 / root, 0],
    ],
    gradient: [
      [
        [1 / root, 1 / root],
        [1 / root, 1 / root],
        [0, 0],
      ],
      [
        [0, 0],
        [1 / root, 1 / root],
        [1 / root, 1 / root],
      ],
    ],
    empty: [0, 0],
  },
  // weights 1 and 2, also behind padding
  'pool.weightedMean': {
    values: [
      [7 / 3, 2],
      [7 / 3, 0],
    ],
    gradient: [
      [
        [1 / 3, 1 / 3],
        [2 / 3, 2 / 3],
        [0, 0],
      ],
      [
        [0, 0],
        [1 / 3, 1 / 3],
        [2 / 3, 2 / 3],
      ],
    ],
    empty: [0, 0],
  },
  'pool.lastToken': {
    values: [
      [3, 4],
      [1, 0],
    ],
    gradient: [
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
      [
        [0, 0],
        [0, 0],
        [1, 1],
      ],
    ],
    empty: [0, 0],
  },
  // the second dimension of the second sentence is tied: the first token takes the gradient
  'pool.max': {
    values: [
      [3, 4],
      [5, 0],
    ],
    gradient: [
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
    ],
    empty: [none, none],
  },
  'pool.cls': {
    values: [
      [1, -2],
      [5, 0],
    ],
    gradient: [
      [
        [1, 1],
        [0, 0],
        [0, 0],
      ],
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
    ],
    empty: [7, -8],
  },
  // the maxima, then the means, then the weighted means
  'pool.concatenate': {
    settings: { of: [max(), mean(), weightedMean()] },
    beside: 3,
    values: [
      [3, 4, 2, 1, 7 / 3, 2],
      [5, 0, 3, 0, 7 / 3, 0],
    ],
    gradient: [
      [
        [0.5 + 1 / 3, 0.5 + 1 / 3],
        [1.5 + 2 / 3, 1.5 + 2 / 3],
        [0, 0],
      ],
      [
        [0, 0],
        [1.5 + 1 / 3, 1.5 + 1 / 3],
        [0.5 + 2 / 3, 0.5 + 2 / 3],
      ],
    ],
    empty: [none, none, 0, 0, 0, 0],
  },
}

export const poolings = (all as readonly { readonly definition: Definition }[]).filter(
  ({ definition }) => definition.does.family === 'pooling',
)

/** A pooling as a function of its token vectors; every text begins with `prompt` tokens of a prompt. */
export const over =
  (definition: Definition, mask: Nested, settings: object = {}, prompt = 0) =>
  (tokens: tf.Tensor): tf.Tensor => {
    const { does } = definition
    if (does.family !== 'pooling') throw new Error(`${definition.name} is no pooling`)
    return does.apply(
      {
        tokens: tokens as tf.Tensor3D,
        mask: tensorOf(mask) as tf.Tensor2D,
        prompts: tf.fill([tokens.shape[0]!], prompt),
      },
      definition.options.decode(definition.name, { ...settings }).value,
    )
  }

/** Masks of three texts of up to four tokens, padded on the right, on the left, and not at all. */
const masks = {
  right: [
    [1, 1, 1, 0],
    [1, 0, 0, 0],
    [1, 1, 1, 1],
  ],
  left: [
    [0, 1, 1, 1],
    [0, 0, 0, 1],
    [1, 1, 1, 1],
  ],
}

/** Points at which gradients are compared; fewer do where a call costs more. */
const points = [1, 2, 3]

/** What holds for every pooling, on the engine that is current when the tests run. */
export const contract = (
  test: Test,
  engine: string,
  seeds: readonly number[] = points,
  some: readonly { readonly definition: Definition }[] = poolings,
): void => {
  test(`pool.weightedMean (${engine}): tokens behind an excluded prompt keep their weights, 3 and 4 of 1 to 4`, () => {
    const found = numbersOf(
      over(
        weightedMean.definition,
        [[0, 1, 1, 1, 1]],
        { prompt: 'excluded' },
        2,
      )(tensorOf([[[9], [9], [9], [1], [8]]])),
    )
    assert.ok(farthest(found, [(3 * 1 + 4 * 8) / 7]) < 1e-6, `${found}`)
  })

  test(`pool.mean, pool.meanSqrtLength and pool.weightedMean (${engine}): weights of tokens are divided by, summed`, () => {
    for (const [{ definition }, expected] of [
      [mean, 6 / 4],
      [meanSqrtLength, 6 / 2],
      [weightedMean, 11 / 4],
    ] as const) {
      const { does, options, name } = definition as Definition
      const pools = does as Pools
      const input = {
        tokens: tensorOf([[[1], [5]]]),
        mask: tensorOf([[1, 1]]),
        prompts: tf.zeros([1]),
        weightSums: tf.tensor1d([4]),
      }
      const found = numbersOf(pools.apply(input as TokenVectors, options.decode(name, {}).value))
      assert.ok(farthest(found, [expected]) < 1e-6, `${name}: ${found}`)
    }
  })

  for (const { definition } of some) {
    const { name } = definition
    const hand = rows[name]
    const { settings = {}, beside = 1 } = hand ?? {}
    const width = 6 * beside
    const pooled = (tokens: Nested, mask: Nested) => numbersOf(over(definition, mask, settings)(tensorOf(tokens)))

    if (hand !== undefined)
      test(`${name} (${engine}): values and gradient worked by hand`, () => {
        const found = withGradients(over(definition, mask, settings), [tensorOf(tokens)])
        assert.equal(found.shape, [2, 2 * beside])
        assert.ok(farthest(found.values, flat(hand.values)) < 1e-6, `${found.values}`)
        assert.ok(farthest(found.gradients[0]!, flat(hand.gradient)) < 1e-6, `${found.gradients[0]}`)
      })

    for (const [side, mask] of Object.entries(masks)) {
      const three = randomNumbers(5, 3, 4, 6) as readonly (readonly Nested[])[]

      test(`${name} (${engine}): more padding on the ${side} does not change the result, whatever it holds`, () => {
        const more = [randomNumbers(9, 6), randomNumbers(10, 6)]
        const pad = <T>(row: readonly T[], padding: readonly T[]) =>
          side === 'right' ? [...row, ...padding] : [...padding, ...row]
        const padded = three.map(row => pad(row, more))
        const longer = mask.map(row => pad(row, [0, 0]))
        assert.ok(farthest(pooled(padded, longer), pooled(three, mask)) < 1e-6)
      })

      test(`${name} (${engine}): what padding on the ${side} holds does not matter, and has no gradient`, () => {
        const changed = three.map((row, i) => row.map((token, j) => (mask[i]![j] === 1 ? token : randomNumbers(77, 6))))
        assert.equal(pooled(changed, mask), pooled(three, mask))
        const { gradients } = withGradients(over(definition, mask, settings), [tensorOf(three)])
        const padding = flat(mask).flatMap(m => Array.from({ length: 6 }, () => m))
        assert.ok(gradients[0]!.every((g, i) => padding[i] === 1 || g === 0))
      })

      test(`${name} (${engine}): sentences in another order give the same vectors in that order (${side})`, () => {
        const order = [2, 0, 1]
        const values = pooled(three, mask)
        const turned = pooled(
          order.map(i => three[i]!),
          order.map(i => mask[i]!),
        )
        assert.ok(
          farthest(
            turned,
            order.flatMap(i => values.slice(width * i, width * i + width)),
          ) < 1e-6,
        )
      })

      test(`${name} (${engine}): the gradient is that of finite differences (${side})`, () => {
        for (const seed of seeds) {
          const at = [tensorOf(randomNumbers(seed, 3, 4, 6))]
          const upstream = flat(randomNumbers(seed + 50, 3, width))
          const { gradients } = withGradients(over(definition, mask, settings), at, tf.tensor(upstream, [3, width]))
          const [expected] = differences(over(definition, mask, settings), at, upstream, 2 ** -11)
          assert.ok(farthest(gradients[0]!, expected!) < 1e-3, `${seed}: ${farthest(gradients[0]!, expected!)}`)
        }
      })
    }

    test(`${name} (${engine}): a text without tokens gives what is documented, or at least a number, and no gradient that is not a number`, () => {
      const found = withGradients(
        over(
          definition,
          [
            [0, 0],
            [1, 0],
          ],
          settings,
        ),
        [
          tensorOf([
            [
              [7, -8],
              [3, 4],
            ],
            [
              [1, 2],
              [3, 4],
            ],
          ]),
        ],
      )
      if (hand === undefined) assert.ok(!found.values.some(Number.isNaN), `${found.values}`)
      else {
        assert.equal(found.values.slice(0, 2 * beside), hand.empty)
        assert.equal(found.values.slice(2 * beside), times(beside, [1, 2]))
      }
      assert.ok(found.gradients[0]!.every(Number.isFinite), `${found.gradients[0]}`)
    })

    if ('prompt' in definition.options.fields)
      for (const [side, mask] of Object.entries(masks)) {
        const prompted = masked(mask as number[][], 2)
        const whole = over(definition, mask, { prompt: 'excluded' }, 2)
        const three = tensorOf(randomNumbers(5, 3, 4, 6))

        test(`${name} (${engine}): an excluded prompt is pooled as padding is, and has no gradient (${side})`, () => {
          const found = withGradients(whole, [three])
          const kept = flat(prompted)
          if (name !== 'pool.weightedMean') assert.equal(found.values, numbersOf(over(definition, prompted)(three)))
          // A text that is all prompt is pooled by its first token where the first is asked for.
          if (name !== 'pool.cls')
            assert.ok(found.gradients[0]!.every((g, i) => kept[Math.floor(i / 6)] === 1 || g === 0))
        })

        test(`${name} (${engine}): a prompt is pooled unless it is excluded (${side})`, () => {
          assert.equal(numbersOf(over(definition, mask, {}, 2)(three)), numbersOf(over(definition, mask)(three)))
        })
      }

    // Not every formula keeps a token as it is; those worked by hand here do.
    if (hand !== undefined)
      test(`${name} (${engine}): one text of one token is that token, and so is its gradient`, () => {
        const found = withGradients(over(definition, [[1]], settings), [tensorOf([[[0.5, -0.25]]])])
        assert.equal(found.values, times(beside, [0.5, -0.25]))
        assert.equal(found.gradients[0], [beside, beside])
      })
  }
}

/** A mask without the first `count` tokens of every text. */
const masked = (mask: readonly (readonly number[])[], count: number): readonly (readonly number[])[] =>
  mask.map(row => row.map((m, i) => (i < row.indexOf(1) + count ? 0 : m)))

const times = (count: number, numbers: readonly number[]): readonly number[] =>
  Array.from({ length: count }, () => numbers).flat()
