import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { oneByOne, sideBySide } from '../../src/model/sideBySide.js'

const encoder = {
  parameters: { 'a.weight': [1, 2], 'a.bias': [1], 'b.weight': [2, 2], 'b.bias': [2], alone: [3] },
  sideBySide: { 'ab.weight': ['a.weight', 'b.weight'], 'ab.bias': ['a.bias', 'b.bias'] },
}
const tensor = (shape: readonly number[], ...values: number[]) =>
  ({ shape, dtype: 'F32', values: Float32Array.from(values) }) as const
const stored = new Map([
  ['a.weight', tensor([1, 2], 1, 2)],
  ['a.bias', tensor([1], 7)],
  ['b.weight', tensor([2, 2], 3, 4, 5, 6)],
  ['b.bias', tensor([2], 8, 9)],
  ['alone', tensor([3], 10, 11, 12)],
])

test('tensors side by side are one, the first on top; the others stay', () => {
  assert.equal(
    sideBySide(encoder, stored),
    new Map([
      ['alone', tensor([3], 10, 11, 12)],
      ['ab.weight', tensor([3, 2], 1, 2, 3, 4, 5, 6)],
      ['ab.bias', tensor([3], 7, 8, 9)],
    ]),
  )
})

test('one by one again, they are as they were, in the order of the parameters', () => {
  assert.equal([...oneByOne(encoder, sideBySide(encoder, stored))], [...stored])
})

test.run()
