import { type Definition, fromJson, type Stage, toJson } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
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

/** A loss with numbers worked by hand; gradients are those of the sum of the values. */
interface Hand {
  readonly settings: Readonly<Record<string, unknown>>
  readonly inputs: Readonly<Record<string, Nested>>
  readonly weights?: Readonly<Record<string, Nested>>
  readonly values: readonly number[]
  readonly gradients: Readonly<Record<string, Nested>>
}
/** What a loss adds to be in this test: a value worked by hand, and the settings that it is tried with. */
interface Row {
  readonly hand: Hand
  readonly settings: readonly Readonly<Record<string, unknown>>[]
}

const sigma = 1 / (1 + Math.E) // σ(−1)
const rows: Readonly<Record<(typeof all)[number]['definition']['name'], Row>> = {
  'loss.triplet': {
    // ‖a − p‖ = 5, ‖a − n‖ = 2; the second triplet is far enough already
    hand: {
      settings: { margin: 1 },
      inputs: {
        anchor: [
          [0, 0],
          [1, 1],
        ],
        positive: [
          [3, 4],
          [1, 1],
        ],
        negative: [
          [0, 2],
          [5, 4],
        ],
      },
      values: [4, 0],
      gradients: {
        anchor: [
          [-0.6, 0.2],
          [0, 0],
        ],
        positive: [
          [0.6, 0.8],
          [0, 0],
        ],
        negative: [
          [0, -1],
          [0, 0],
        ],
      },
    },
    settings: [{}, { margin: 0.5, distance: 'manhattan' }, { margin: 2.5, distance: 'cosine' }],
  },
  'loss.cosineSimilarity': {
    // cos = 24/25; (0.96 − 0.46)²; ∂cos/∂u = (v̂ − cos · û) / ‖u‖
    hand: {
      settings: {},
      inputs: { sentence1: [[3, 4]], sentence2: [[4, 3]], score: [0.46] },
      values: [0.25],
      gradients: { sentence1: [[0.0448, -0.0336]], sentence2: [[-0.0336, 0.0448]] },
    },
    settings: [{}, { error: 'absolute' }, { transform: 'sigmoid' }, { range: [-1, 1] }],
  },
  'loss.softmax': {
    // features (2, 1, 1), scores (4, 3): −ln σ(1)
    hand: {
      settings: {},
      inputs: { sentence1: [[2]], sentence2: [[1]], label: [0] },
      weights: {
        'classifier.weight': [
          [1, 0, 2],
          [0, 1, 1],
        ],
        'classifier.bias': [0, 1],
      },
      values: [-Math.log(1 - sigma)],
      gradients: {
        sentence1: [[-2 * sigma]],
        sentence2: [[2 * sigma]],
        'classifier.weight': [
          [-2 * sigma, -sigma, -sigma],
          [2 * sigma, sigma, sigma],
        ],
        'classifier.bias': [-sigma, sigma],
      },
    },
    settings: [{}, { parts: ['u', 'v'] }, { parts: ['u*v', '|u-v|'] }, { parts: ['u', 'v', '|u-v|', 'u*v'] }],
  },
}

type Arrays = Readonly<Record<string, Nested>>
const doesOf = (definition: Definition) => {
  const { does } = definition
  if (does.family !== 'loss') throw new Error(`${definition.name} is no loss`)
  return does
}
const byName = (names: readonly string[], tensors: readonly tf.Tensor[]) =>
  Object.fromEntries(names.map((name, i) => [name, tensors[i]!]))

/** The loss as a function of the vectors and of its own weights; labels are held. */
const over = (definition: Definition, written: object, inputs: Arrays, weights: Arrays) => {
  const does = doesOf(definition)
  const settings = definition.options.decode(definition.name, { ...written }).value
  const texts = does.roles.flatMap(role => (role.endsWith(': text') ? [role.split(':')[0]!] : []))
  const labels = Object.entries(inputs).filter(([role]) => !texts.includes(role))
  const heads = Object.keys(weights)
  return {
    names: [...texts, ...heads],
    at: [...texts.map(role => tensorOf(inputs[role]!)), ...heads.map(name => tensorOf(weights[name]!))],
    f: (...xs: tf.Tensor[]): tf.Tensor => {
      const held = labels.map(([role, values]) => [role, tensorOf(values)] as const)
      const vectors = byName(texts, xs.slice(0, texts.length))
      return does.apply({ ...vectors, ...Object.fromEntries(held) }, settings, byName(heads, xs.slice(texts.length)))
    },
  }
}

/** Random sentence vectors, and labels as the loss prepares them. */
const drawn = (definition: Definition, written: object, count: number, width: number, seed: number) => {
  const does = doesOf(definition)
  const settings = definition.options.decode(definition.name, { ...written }).value
  const inputs = does.roles.map((role, i): [string, Nested] => {
    const [name, kind] = role.split(': ') as [string, string]
    const numbers = flat(randomNumbers(seed + i, count))
    if (kind === 'text') return [name, randomNumbers(seed + i, count, width)]
    const raw = numbers.map(x =>
      kind === 'score' ? 2.5 * (x + 1) : kind === 'class' ? Math.floor(1.5 * (x + 1)) : x > 0 ? 1 : 0,
    )
    const column =
      kind === 'score' ? { score: [0, 5] as const } : kind === 'class' ? { class: ['a', 'b', 'c'] } : 'binary'
    return [name, raw.map(value => does.prepare[name]?.(value, column, settings) ?? value)]
  })
  const weights = Object.entries(does.weights({ width, classes: 3 }, settings)).map(
    ([name, shape], i): [string, Nested] => [name, randomNumbers(seed + 100 + i, ...shape)],
  )
  return { inputs: Object.fromEntries(inputs), weights: Object.fromEntries(weights) }
}

/** Points at which gradients are compared; fewer do where a call costs more. */
const points = [1, 2, 3]

/** What holds for every loss, on the engine that is current when the tests run. */
export const contract = (test: Test, engine: string, seeds: readonly number[] = points): void => {
  for (const { definition } of all as readonly { readonly definition: Definition }[]) {
    const { name } = definition
    const { hand, settings: tried } = rows[name]!

    test(`${name} (${engine}): value and gradient worked by hand`, () => {
      const { f, at, names } = over(definition, hand.settings, hand.inputs, hand.weights ?? {})
      const found = withGradients(f, at)
      assert.ok(farthest(found.values, hand.values) < 1e-6, `${found.values}`)
      names.forEach((argument, i) => {
        const expected = flat(hand.gradients[argument]!)
        assert.ok(farthest(found.gradients[i]!, expected) < 1e-6, `${argument}: ${found.gradients[i]}`)
      })
    })

    for (const written of tried) {
      const said = `${name}(${JSON.stringify(written)}) (${engine})`

      test(`${said}: one value a row, the same for a row alone`, () => {
        const { inputs, weights } = drawn(definition, written, 5, 4, 7)
        const { f, at } = over(definition, written, inputs, weights)
        const together = f(...at)
        assert.equal(together.shape, [5])
        const values = numbersOf(together)
        values.forEach((value, row) => {
          const one = Object.fromEntries(Object.entries(inputs).map(([role, all]) => [role, [(all as Nested[])[row]!]]))
          const alone = over(definition, written, one, weights)
          assert.ok(farthest(numbersOf(alone.f(...alone.at)), [value]) < 1e-6)
        })
      })

      test(`${said}: rows in another order give the same values in that order`, () => {
        const { inputs, weights } = drawn(definition, written, 5, 4, 11)
        const order = [3, 0, 4, 1, 2]
        const turned = Object.fromEntries(
          Object.entries(inputs).map(([role, all]) => [role, order.map(row => (all as Nested[])[row]!)]),
        )
        const [straight, other] = [inputs, turned].map(each => over(definition, written, each, weights))
        const values = numbersOf(straight!.f(...straight!.at))
        assert.ok(
          farthest(
            numbersOf(other!.f(...other!.at)),
            order.map(row => values[row]!),
          ) < 1e-6,
        )
      })

      test(`${said}: the gradient is that of finite differences`, () => {
        for (const seed of seeds) {
          const { inputs, weights } = drawn(definition, written, 4, 5, seed * 1000)
          const { f, at, names } = over(definition, written, inputs, weights)
          const { gradients } = withGradients(f, at)
          differences(f, at).forEach((expected, i) => {
            const far = farthest(gradients[i]!, expected)
            assert.ok(far < 1e-3, `${names[i]} is off by ${far}`)
          })
        }
      })

      test(`${said}: settings survive JSON`, () => {
        const read = definition.options.decode(name, JSON.parse(JSON.stringify(written)))
        assert.equal(read.problems, [])
        assert.equal(read.value, definition.options.decode(name, written).value)
        const make = all.find(each => each.definition === definition) as unknown as (settings: object) => Stage
        const json = toJson({ data: rowless(definition), stages: [make(written)], width: 0, problems: [] })
        const again = fromJson(all, JSON.parse(JSON.stringify(json)))
        // Alone it stands at the wrong place, which is the only thing wrong with it.
        assert.equal(again._tag === 'Left' && again.left.map(({ sentence }) => sentence), [
          `${name} needs sentence embeddings: put tokenize, encode and a pooling before it`,
        ])
      })
    }
  }
}

const rowless = (definition: Definition) => ({
  data: 'none',
  columns: doesOf(definition).roles.map(role => [role.split(':')[0]!, 'text'] as const),
  splits: ['train'],
  origin: { rows: { train: [] } },
})
