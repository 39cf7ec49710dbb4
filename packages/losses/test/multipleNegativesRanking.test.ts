import '../../core/test/cpu.js'
import { type Stage, settingsOf } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, type Nested, numbersOf, tensorOf, withGradients } from '../../core/test/numeric.js'
import { multipleNegativesRanking } from '../src/multipleNegativesRanking.js'

const { does } = multipleNegativesRanking.definition
if (does.family !== 'loss') throw new Error('it is no loss')
const losses = (stage: Stage, ...texts: readonly Nested[]) => {
  const names = ['anchor', 'positive', 'negative', 'negative_2']
  const inputs = Object.fromEntries(texts.map((text, i) => [names[i]!, tensorOf(text)]))
  return numbersOf(does.apply(inputs, settingsOf(stage), {}))
}
const near = (actual: readonly number[], expected: readonly number[]) =>
  assert.ok(farthest(actual, expected) < 1e-5, `${actual} instead of ${expected}`)
const dot = { scale: 1, similarity: 'dot' } as const

test('scale 20 and the cosine when they are not written', () => {
  const { scale, similarity, directions } = settingsOf(multipleNegativesRanking()) as Record<string, unknown>
  assert.equal([scale, similarity, directions], [20, 'cosine', ['query to document']])
})

test('a hard negative of any row is a candidate of every row', () => {
  // products with p₁, p₂, n₁, n₂: 1, 0, 2, 0 and 0, 1, 0, 3
  const texts: readonly Nested[] = [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 0],
      [0, 1],
    ],
    [
      [2, 0],
      [0, 3],
    ],
  ]
  const sum = (...scores: readonly number[]) => Math.log(scores.reduce((all, score) => all + Math.exp(score), 0))
  near(losses(multipleNegativesRanking(dot), ...texts), [sum(1, 0, 2, 0) - 1, sum(0, 1, 0, 3) - 1])
})

test('one pair alone has no negative: it costs nothing', () => {
  near(losses(multipleNegativesRanking(), [[1, 2]], [[-3, 1]]), [0])
})

test('both directions as two losses are their mean; equal pairs cost the same both ways', () => {
  const texts = [
    [[1], [2]],
    [[3], [5]],
  ]
  const forth = losses(multipleNegativesRanking(dot), ...texts)
  const back = losses(multipleNegativesRanking(dot), texts[1]!, texts[0]!)
  const both = multipleNegativesRanking({
    ...dot,
    directions: ['query to document', 'document to query'],
    partition: 'per direction',
  })
  near(
    losses(both, ...texts),
    forth.map((value, i) => (value + back[i]!) / 2),
  )
})

test('harder negatives weigh more, without a gradient of their own', () => {
  // own product 0, the other row's 1: ln(1 + e) and, 2 harder, ln(1 + e³)
  const texts: readonly Nested[] = [
    [[1], [1]],
    [[0], [1]],
  ]
  near([losses(multipleNegativesRanking(dot), ...texts)[0]!], [Math.log(1 + Math.E)])
  const harder = multipleNegativesRanking({ ...dot, hardness: 'other rows', strength: 2 })
  near([losses(harder, ...texts)[0]!], [Math.log(1 + Math.exp(3))])
  const { gradients } = withGradients(
    (anchor, positive) => does.apply({ anchor: anchor!, positive: positive! }, settingsOf(harder), {}),
    texts.map(tensorOf),
    tensorOf([1, 0]),
  )
  // σ(3) · 1 of the candidate's product, nothing of its penalty
  near([gradients[0]![0]!], [1 / (1 + Math.exp(-3))])
})

test.run()
