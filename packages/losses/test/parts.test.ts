// Names and values of the parts of losses of losses, worked by hand.
import '../../core/test/cpu.js'
import { definition, type Stage, settingsOf, type Weights } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, type Nested, numbersOf, tensorOf } from '../../core/test/numeric.js'
import {
  adaptiveLayer,
  cosineSimilarity,
  globalOrthogonalRegularization,
  matryoshka,
  mse,
  sum,
  triplet,
} from '../src/index.js'

const partsOf = (stage: Stage, inputs: Readonly<Record<string, Nested>>) => {
  const { does } = stage[definition]
  if (does.family !== 'loss') throw new Error(`${stage.stage} is no loss`)
  const tensors: Weights = Object.fromEntries(Object.entries(inputs).map(([name, values]) => [name, tensorOf(values)]))
  const parts = does.parts!(tensors, settingsOf(stage), {})
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, numbersOf(part)]))
}
const near = (
  found: Readonly<Record<string, readonly number[]>>,
  expected: Readonly<Record<string, readonly number[]>>,
) => {
  assert.equal(Object.keys(found), Object.keys(expected))
  for (const [name, values] of Object.entries(found))
    assert.ok(farthest(values, expected[name]!) < 1e-6, `${name}: ${values}`)
}

/** ‖a − p‖ − ‖a − n‖ + 1 = 5 − 2 + 1. */
const triple = (place: number) => ({
  [`${place}.anchor`]: [[0, 0]],
  [`${place}.positive`]: [[3, 4]],
  [`${place}.negative`]: [[0, 2]],
})

test('a sum tells its losses times their weights; a name that comes again has a number', () => {
  const losses = [triplet(), cosineSimilarity(), triplet({ margin: 3 })] as const
  near(
    partsOf(sum({ losses, weights: [2, 0.5, 1] }) as Stage, {
      ...triple(0),
      ...triple(2),
      // (24/25 − 0.46)²
      ...{ '1.sentence1': [[3, 4]], '1.sentence2': [[4, 3]], '1.score': [0.46] },
    }),
    { triplet: [8], cosineSimilarity: [0.125], triplet_2: [6] },
  )
})

test('of a loss that tells parts a sum tells those, weighed', () => {
  // both pairs of others have the cosine 0.6: 0.6², and 0.6² less than a half
  const texts = { '1.text': [[1, 0], [0.6, 0.8]] } // biome-ignore format: rows
  near(
    partsOf(sum({ losses: [triplet(), globalOrthogonalRegularization()], weights: [1, 10] }) as Stage, {
      ...triple(0),
      ...texts,
    }),
    {
      triplet: [4],
      gor_mean: [3.6],
      gor_second_moment: [0],
    },
  )
})

test('a matryoshka tells each length, and under it the parts of its loss', () => {
  const pair = (inner: string) => ({
    [`${inner}sentence1`]: [[1, 1]],
    [`${inner}sentence2`]: [[1, -1]],
    [`${inner}score`]: [1],
  })
  // both numbers: cos 0 against 1; the first alone: cos 1
  near(partsOf(matryoshka({ loss: cosineSimilarity(), dims: [2, 1], weights: [0.5, 3] }) as Stage, pair('0.')), {
    dim_2: [0.5],
    dim_1: [0],
  })
  const inner = sum({ losses: [cosineSimilarity(), cosineSimilarity()], weights: [1, 2] })
  near(partsOf(matryoshka({ loss: inner, dims: [2] }) as Stage, { ...pair('0.0.'), ...pair('0.1.') }), {
    'dim_2.cosineSimilarity': [1],
    'dim_2.cosineSimilarity_2': [2],
  })
})

test('an adaptive layer tells the last one, the earlier ones together, and how far they are apart', () => {
  const inputs = { '0.text': [[0, 0]], '0.target': [[1, 1]], 'layer0/0.text': [[Math.log(3), 0]] }
  const settings = { loss: mse(), temperature: 1, priorWeight: 2, divergenceWeight: 4, lastWeight: 3 }
  // 3 · 1; the mean of (ln 3 − 1)² and 1, twice; 4 KL((½, ½) ‖ (¾, ¼)) = 2 ln 4/3
  const [last, earlier] = [[3], [(Math.log(3) - 1) ** 2 + 1]]
  near(partsOf(adaptiveLayer(settings) as Stage, inputs), { last, earlier, divergence: [2 * Math.log(4 / 3)] })
  near(partsOf(adaptiveLayer({ ...settings, divergenceWeight: 0 }) as Stage, inputs), { last, earlier })
})

test.run()
