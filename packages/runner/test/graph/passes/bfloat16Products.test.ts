import { test } from 'uvu'
import { bfloat16Products } from '../../../src/graph/passes/bfloat16Products.js'
import { dropUnused } from '../../../src/graph/passes/dropUnused.js'
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

const dense = `
    %0 = Placeholder() float32[tokens, 64]  "x"
    %1 = Placeholder() float32[64, 128]  "w"
    %2 = Placeholder() float32[128]  "b"
    %3 = MatMul(%0, %1) float32[tokens, 128]
    %4 = BiasAdd(%3, %2) float32[tokens, 128]`
const rounded = `
    %0 = Placeholder() float32[tokens, 64]  "x"
    %1 = Placeholder() float32[64, 128]  "w"
    %2 = Placeholder() float32[128]  "b"
    %3 = Cast(%0) bfloat16[tokens, 64]
    %4 = Cast(%1) bfloat16[64, 128]
    %5 = MatMul(%3, %4) bfloat16[tokens, 128]
    %6 = Cast(%5) float32[tokens, 128]
    %7 = BiasAdd(%6, %2) float32[tokens, 128]`

test('a bias is added in float32', () => becomes(bfloat16Products, dense, rounded))

test('a GELU whose steps nothing else reads is computed with the product and its bias, and the next product takes it as it is', () =>
  becomes(
    graph => dropUnused(bfloat16Products(graph)),
    `${dense}
    %5 = Const(0.5) float32[]
    %6 = Mul(%4, %5) float32[tokens, 128]
    %7 = Erf(%6) float32[tokens, 128]
    %8 = AddV2(%7, %5) float32[tokens, 128]
    %9 = Mul(%8, %5) float32[tokens, 128]
    %10 = Mul(%9, %4) float32[tokens, 128]
    %11 = Placeholder() float32[128, 64]  "v"
    %12 = MatMul(%10, %11) float32[tokens, 64]
    %13 = Identity(%12) float32[tokens, 64]  "y"
    `,
    `
    %0 = Placeholder() float32[tokens, 64]  "x"
    %1 = Placeholder() float32[64, 128]  "w"
    %2 = Placeholder() float32[128]  "b"
    %3 = Cast(%0) bfloat16[tokens, 64]
    %4 = Cast(%1) bfloat16[64, 128]
    %5 = MatMul(%3, %4) bfloat16[tokens, 128]
    %6 = Cast(%2) bfloat16[128]
    %7 = BiasAdd(%5, %6) bfloat16[tokens, 128]
    %8 = Const(0.5) float32[]
    %9 = Cast(%8) bfloat16[]
    %10 = Mul(%7, %9) bfloat16[tokens, 128]
    %11 = Erf(%10) bfloat16[tokens, 128]
    %12 = Cast(%8) bfloat16[]
    %13 = AddV2(%11, %12) bfloat16[tokens, 128]
    %14 = Cast(%8) bfloat16[]
    %15 = Mul(%13, %14) bfloat16[tokens, 128]
    %16 = Mul(%15, %7) bfloat16[tokens, 128]
    %17 = Placeholder() float32[128, 64]  "v"
    %18 = Cast(%17) bfloat16[128, 64]
    %19 = MatMul(%16, %18) bfloat16[tokens, 64]
    %20 = Cast(%19) float32[tokens, 64]
    %21 = Identity(%20) float32[tokens, 64]  "y"
    `,
  ))

test('a GELU whose steps a gradient reads is computed in float32', () => {
  const read = (line: string) => `${line}
    %A = Const(0.5) float32[]
    %B = Mul(%Y, %A) float32[tokens, 128]
    %C = Erf(%B) float32[tokens, 128]
    %D = AddV2(%C, %A) float32[tokens, 128]
    %E = Mul(%D, %A) float32[tokens, 128]
    %F = Mul(%E, %Y) float32[tokens, 128]
    %G = Square(%B) float32[tokens, 128]  # encode, backward`
  const numbered = (text: string, first: number, y: number) =>
    text.replace(/%([A-G])\b/g, (_, letter) => `%${first + letter.charCodeAt(0) - 65}`).replaceAll('%Y', `%${y}`)
  becomes(bfloat16Products, numbered(read(dense), 5, 4), numbered(read(rounded), 8, 7))
})

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
