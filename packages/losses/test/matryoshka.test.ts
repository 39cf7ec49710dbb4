import '../../core/test/cpu.js'
import { type Stage, settingsOf } from '@siamese/core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { farthest, numbersOf, tensorOf } from '../../core/test/numeric.js'
import { matryoshka } from '../src/matryoshka.js'
import { mse } from '../src/mse.js'
import { softmax } from '../src/softmax.js'
import { triplet } from '../src/triplet.js'

const { does } = matryoshka.definition
if (does.family !== 'loss') throw new Error('it is no loss')
const filled = (stage: Stage) => settingsOf(stage) as Readonly<Record<string, unknown>>
const near = (actual: readonly number[], expected: readonly number[]) =>
  assert.ok(farthest(actual, expected) < 1e-6, `${actual} instead of ${expected}`)

test('texts are cut and made unit length again, also at their whole length; vectors of a teacher are only cut', () => {
  // (3, 4) is (0.6, 0.8) and 1; the teacher's 3, 1 stay: ((−2.4)² + 0.2²)/2 + 2²
  const value = does.apply(
    { '0.text': tensorOf([[3, 4]]), '0.target': tensorOf([[3, 1]]) },
    filled(matryoshka({ loss: mse(), dims: [2, 1] })),
    {},
  )
  near(numbersOf(value), [(2.4 ** 2 + 0.2 ** 2) / 2 + 4])
})

test('weights are 1 when they are not written', () => {
  const inputs = {
    '0.anchor': tensorOf([[1, 0]]),
    '0.positive': tensorOf([[0, 1]]),
    '0.negative': tensorOf([[0, 1]]),
  }
  const at = (weights: readonly number[] | undefined) =>
    numbersOf(
      does.apply(
        inputs,
        filled(matryoshka({ loss: triplet({ margin: 1 }), dims: [2, 1], ...(weights && { weights }) })),
        {},
      ),
    )
  near(at(undefined), [2])
  near(at([0.5, 3]), [3.5])
})

test('a loss with a head has one for each length; the longest predicts', () => {
  const settings = filled(matryoshka({ loss: softmax({ parts: ['u'] }), dims: [2, 1] }))
  const columns = [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['label', { class: ['a', 'b'] }],
  ] as const
  assert.equal(does.weights({ width: 4, columns }, settings), {
    '0.2.classifier.weight': [2, 2],
    '0.2.classifier.bias': [2],
    '0.1.classifier.weight': [2, 1],
    '0.1.classifier.bias': [2],
  })
  const heads = {
    '0.2.classifier.weight': tensorOf([
      [1, 0],
      [0, 1],
    ]),
    '0.2.classifier.bias': tensorOf([0, 0]),
    '0.1.classifier.weight': tensorOf([[9], [9]]),
    '0.1.classifier.bias': tensorOf([9, 9]),
  }
  const inputs = { '0.sentence1': tensorOf([[3, 4, 9, 9]]), '0.sentence2': tensorOf([[0, 0, 0, 1]]) }
  near(numbersOf(does.predict!(inputs, settings, heads)), [0.6, 0.8])
})

test('a text whose first numbers are all 0 stays 0', () => {
  const value = does.apply(
    { '0.text': tensorOf([[0, 2]]), '0.target': tensorOf([[1, 5]]) },
    filled(matryoshka({ loss: mse(), dims: [1] })),
    {},
  )
  near(numbersOf(value), [1])
})

test.run()
