import { test } from 'uvu'
import { bfloat16Products } from '../../../src/graph/passes/bfloat16Products.js'
import { becomes } from './becomes.js'

test('a large product is taken of rounded operands, and its result is float32 again', () =>
  becomes(
    bfloat16Products,
    `
    %0 = Placeholder() float32[tokens, 64]  "x"
    %1 = Placeholder() float32[64, 128]  "w"
    %2 = MatMul(%0, %1) float32[tokens, 128]  # encode, backward
    %3 = Square(%2) float32[tokens, 128]
    `,
    `
    %0 = Placeholder() float32[tokens, 64]  "x"
    %1 = Placeholder() float32[64, 128]  "w"
    %2 = Cast(%0) bfloat16[tokens, 64]
    %3 = Cast(%1) bfloat16[64, 128]
    %4 = MatMul(%2, %3) bfloat16[tokens, 128]  # encode, backward
    %5 = Cast(%4) float32[tokens, 128]  # encode, backward
    %6 = Square(%5) float32[tokens, 128]
    `,
  ))

test('a small product and one of other numbers stay as they are', () => {
  const kept = `
    %0 = Placeholder() float32[tokens, 63]  "x"
    %1 = Placeholder() float32[63, 128]  "w"
    %2 = MatMul(%0, %1) float32[tokens, 128]
    %3 = Placeholder() int32[tokens, 64]  "i"
    %4 = Placeholder() int32[64, 64]  "j"
    %5 = MatMul(%3, %4) int32[tokens, 64]
  `
  becomes(bfloat16Products, kept, kept)
})

test.run()
