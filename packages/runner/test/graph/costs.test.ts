import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { costsAt, flopsOf, knowsCostOf } from '../../src/graph/costs.js'
import { isKnown } from '../../src/graph/ops/decision.js'
import { decisions } from '../../src/graph/ops/index.js'
import { unknown } from '../../src/graph/size.js'
import { graphOf, node, rows, step } from './smallGraph.js'

test('a step by hand: products are twice their three sides, a tensor takes four bytes a number, a view none', () => {
  const costs = costsAt(step, { rows: 10 })
  assert.equal(
    costs.map(({ flops }) => flops),
    // 2 · 10 · 3 · 4 forward and for the gradient; 30 numbers of tanh and of each product; 30 squares and their sum; w twice
    [0, 0, 0, 240, 30, 0, 60, 30, 30, 240, 0, 12, 12, 0],
  )
  assert.equal(
    costs.map(({ bytes }) => bytes),
    [0, 0, 0, 120, 120, 0, 4, 120, 120, 48, 0, 48, 0, 0],
  )
})

test('costs grow with the batch', () => {
  const all = (size: number) => costsAt(step, { rows: size }).reduce((sum, { flops }) => sum + flops, 0)
  assert.is(all(20) - all(10), 10 * (24 + 3 + 6 + 3 + 3 + 24))
})

const flops = (op: string, made: readonly number[], read: readonly (readonly number[])[], attributes = {}) =>
  flopsOf({ op, attributes }, made, read)

test('the inner side of a turned product is another', () => {
  assert.is(
    flops(
      'BatchMatMulV2',
      [5, 2, 7],
      [
        [5, 2, 3],
        [5, 3, 7],
      ],
    ),
    2 * 5 * 2 * 7 * 3,
  )
  assert.is(
    flops(
      'BatchMatMulV2',
      [5, 2, 7],
      [
        [5, 3, 2],
        [5, 3, 7],
      ],
      { adj_x: { flag: true } },
    ),
    2 * 5 * 2 * 7 * 3,
  )
})

test('an einsum multiplies and adds for each choice of its letters', () => {
  const equation = (words: string) => ({ equation: { words } })
  assert.is(
    flops(
      'Einsum',
      [2, 4],
      [
        [2, 3],
        [3, 4],
      ],
      equation('ij,jk->ik'),
    ),
    2 * 2 * 3 * 4,
  )
  assert.is(flops('Einsum', [2], [[2, 3]], equation('ij->i')), 6)
})

test('a convolution and its two gradients do the same products', () => {
  // 8 × 8 pictures of 3 channels, 3 × 3 filters, 6 × 6 results of 5 channels
  const [x, filter, y] = [
    [2, 8, 8, 3],
    [3, 3, 3, 5],
    [2, 6, 6, 5],
  ]
  const products = 2 * (2 * 6 * 6 * 5) * (3 * 3 * 3)
  assert.is(flops('Conv2D', y, [x, filter]), products)
  assert.is(flops('Conv2DBackpropFilter', filter, [x, [4], y]), products)
  assert.is(flops('Conv2DBackpropInput', x, [[4], filter, y]), products)
  const each = [3, 3, 3, 2]
  assert.is(flops('DepthwiseConv2dNative', [2, 6, 6, 6], [x, each]), 2 * (2 * 6 * 6 * 6) * 9)
  assert.is(flops('DepthwiseConv2dNativeBackpropInput', x, [[4], each, [2, 6, 6, 6]]), 2 * (2 * 6 * 6 * 6) * 9)
})

test('sums, windows, the optimizer', () => {
  assert.is(flops('Sum', [2], [[2, 9], [1]]), 18)
  assert.is(
    flops(
      'AddN',
      [2, 3],
      [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    ),
    12,
  )
  assert.is(flops('MaxPool', [1, 2, 2, 1], [[1, 4, 4, 1]], { ksize: { list: [1, 2, 2, 1] } }), 16)
  assert.is(flops('Transpose', [9, 2], [[2, 9], [2]]), 0)
})

test('a side that is no function of the sizes counts nothing', () => {
  const [cost] = costsAt(graphOf([node('Exp', [], [unknown, 3])]), { rows: 2 })
  assert.equal(cost, { flops: 0, bytes: 0 })
  const [known] = costsAt(graphOf([node('Exp', [], [rows, 3], { dtype: 'bfloat16' })]), { rows: 2 })
  assert.equal(known, { flops: 6, bytes: 12 })
})

test('what every operation of the compiler costs has been said', () => {
  const named = Object.values(decisions).flatMap(decision => (isKnown(decision) ? decision.nodes.split(', ') : []))
  const missing = [...new Set([...named, ...writtenInGraph()])].filter(
    op => op !== 'the activation' && !knowsCostOf(op),
  )
  assert.equal(missing, [])
  assert.not(knowsCostOf('Nonsense'))
})

/** The names that the compiler's own files write as operations; those of ONNX are not run here. */
const writtenInGraph = (): readonly string[] => {
  const graph = new URL('../../src/graph/', import.meta.url)
  const files = readdirSync(graph, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.ts') && !/^onnx[/\\]/.test(name),
  )
  const found = files.flatMap(name => [
    ...readFileSync(new URL(name, graph), 'utf8').matchAll(/(?:\bop: |\.op\(\s*|portOp = )'(\w+)'/g),
  ])
  assert.ok(found.length > 50)
  return found.map(([, op]) => op!)
}

test.run()
