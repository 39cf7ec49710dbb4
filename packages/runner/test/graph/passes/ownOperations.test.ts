import '../../../../core/test/cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { attention } from '../../../../core/src/encode/attention.js'
import { gelu } from '../../../../core/src/encode/gelu.js'
import { layerNorm } from '../../../../core/src/encode/layerNorm.js'
import { dropoutNodes } from '../../../src/graph/dropoutNodes.js'
import { input, output, traceEntry } from '../../../src/graph/entry.js'
import { type Graph, printGraph } from '../../../src/graph/graph.js'
import { passesOf, throughPasses } from '../../../src/graph/passes/index.js'
import { toNode, toTensor } from '../../../src/graph/traceBackend.js'
import { type Compute, type Fed, traceFunction } from '../traceFunction.js'

const rows: Fed = { shape: ['rows', 8], dtype: 'float32' }
const vector: Fed = { shape: [8], dtype: 'float32' }

const passed = (graph: Graph, ownOperations = true) =>
  throughPasses(graph, { precision: 'float32', ownOperations }).nodes
const ops = (graph: Graph, ownOperations?: boolean) =>
  passed(graph, ownOperations)
    .map(({ op }) => op)
    .filter(op => !['Placeholder', 'Const', 'Identity', 'Port', 'Reshape', 'Cast', 'Shape', 'Pack'].includes(op))
const withGradients =
  (f: (...xs: tf.Tensor[]) => tf.Tensor): Compute =>
  (dy, ...xs) => {
    const { value, grads } = tf.valueAndGrads(f)(xs, dy)
    return [value, ...grads]
  }
const norm = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor) => layerNorm(x as tf.Tensor2D, weight, bias, 1e-5)

test('a layer norm with its gradients is two operations of ours', () => {
  const graph = traceFunction(withGradients(norm as never), [rows, rows, vector, vector])
  assert.equal(ops(graph), ['SiameseNorm', 'SiameseNormGradient'])
  const text = printGraph({ nodes: passed(graph) })
  assert.match(text, /SiameseNorm\(%2, %3, %4\) float32\[rows, 8\]/)
  assert.equal(passed(graph).find(({ op }) => op === 'SiameseNorm')?.attributes, {
    epsilon: { float: Math.fround(1e-5) },
  })
  // dy, x, mean, factor, weight
  assert.match(text, /SiameseNormGradient\(%1, %2, %\d+, %\d+, %3\) float32\[rows, 8\]/)
  const ports = passed(graph).flatMap(({ op, attributes, shape }) => (op === 'Port' ? [{ ...attributes, shape }] : []))
  assert.equal(
    ports.map(({ shape }) => shape.length),
    [1, 1, 1, 1],
  )
})

test('a layer norm without a gradient of its weight has none to give', () => {
  const frozen = (x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor, dy: tf.Tensor) =>
    tf.valueAndGrads((x: tf.Tensor): tf.Tensor => norm(x, weight, bias))([x], dy).grads[0]!
  const graph = traceFunction(frozen as never, [rows, vector, vector, rows])
  assert.equal(ops(graph), ['SiameseNorm', 'SiameseNormGradient'])
})

test('where something else reads a step of a layer norm, it stays as it is', () => {
  const graph = traceFunction(withGradients(norm as never), [rows, rows, vector, vector])
  for (const step of ['Rsqrt', 'Square', 'Sub']) {
    const { id, shape } = graph.nodes.find(({ op }) => op === step)!
    const reader = { id: graph.nodes.length, op: 'Neg', inputs: [id], attributes: {}, shape, dtype: 'float32' } as const
    const read = { ...graph, nodes: [...graph.nodes, { ...reader, name: 'f.read' }] }
    assert.not(ops(read).includes('SiameseNorm'), step)
  }
})

test('a GELU with its gradient is two; the sums of its rows come with it', () => {
  const biased = (x: tf.Tensor, bias: tf.Tensor) => gelu(tf.add(x, bias))
  const graph = traceFunction(withGradients(biased as never), [rows, rows, vector])
  assert.equal(ops(graph), ['BiasAdd', 'SiameseGelu', 'SiameseGeluGradient'])
})

test('a GELU without a gradient is left to TensorFlow, which computes it with the product before it', () => {
  const graph = traceFunction(x => gelu(x), [rows])
  assert.equal(ops(graph), ['Mul', 'Erf', 'AddV2', 'Mul', 'Mul'])
})

test('sums of rows are one operation of ours', () => {
  const graph = traceFunction(x => tf.sum(x, 0), [rows])
  assert.equal(ops(graph), ['SiameseColumnSums'])
  assert.equal(ops(graph, false), ['BiasAddGrad'])
})

test('dropout draws its mask while it multiplies, forward and backward', () => {
  const graph = traceEntry(
    'f',
    [7, 11, 5].map(rows => ({ rows })),
    (write, { rows = 0 }) => {
      input(write, 'f.rows', [], 'int32')
      const [step, site] = ['f.step', 'f.site'].map(name => input(write, name, [], 'int32'))
      const { dropout } = dropoutNodes(write, 5, step!, site!)
      const [x, dy] = ['f.x', 'f.dy'].map(name => toTensor(input(write, name, [rows, 8], 'float32')))
      const { value, grads } = tf.valueAndGrads(x => dropout(x!, 0.25))([x!], dy)
      output(write, 'f.value', toNode(value))
      output(write, 'f.gradient', toNode(grads[0]!))
    },
  )
  assert.equal(
    ops(graph).filter(op => !['Mul', 'AddV2'].includes(op)),
    ['SiameseDropout', 'SiameseDropout'],
  )
  const drawn = passed(graph).filter(({ op }) => op === 'SiameseDropout')
  assert.equal(
    drawn.map(({ attributes }) => attributes),
    [{ dropped: { int: 16384 } }, { dropped: { int: 16384 } }],
  )
  assert.equal(...(drawn.map(({ inputs }) => inputs.slice(1)) as [number[], number[]]), 'of one key and counter')
})

const attentive = (projected: tf.Tensor, rows: tf.Tensor, cells: tf.Tensor) =>
  attention([{ rows, cells: cells as tf.Tensor1D }], 2)(projected as tf.Tensor2D, x => x)
const packed: readonly Fed[] = [
  { shape: [5, 24], dtype: 'float32' },
  { shape: [2, 3], dtype: 'int32' },
  { shape: [5], dtype: 'int32' },
]

test('attention of a group is one operation of ours, with and without a gradient', () => {
  const forward = ops(traceFunction(attentive as never, packed))
  assert.ok(forward.includes('SiameseAttention'))
  assert.not(forward.some(op => ['Softmax', 'BatchMatMulV2', 'SiameseAttentionGradient'].includes(op)))
  const withGradient: Compute = (projected, rows, cells) => {
    const { value, grads } = tf.valueAndGrads((x: tf.Tensor) => attentive(x, rows!, cells!))([projected!])
    return [value, ...grads]
  }
  const graph = traceFunction(withGradient, packed)
  const both = ops(graph)
  for (const op of ['SiameseAttention', 'SiameseAttentionGradient'])
    assert.is(both.filter(each => each === op).length, 1)
  assert.not(both.some(op => ['Softmax', 'BatchMatMulV2'].includes(op)))
  const told = passed(graph).flatMap(({ op, attributes }) => (op.startsWith('SiameseAttention') ? [attributes] : []))
  for (const each of told) assert.equal(each, { factor: { float: Math.fround(0.5) }, dropped: { int: 0 } })
  assert.ok(ops(graph, false).includes('Softmax'))
})

test('where something else reads the weights of attention, it stays as it is', () => {
  const graph = traceFunction(attentive as never, packed)
  const { id, shape } = graph.nodes.find(({ op }) => op === 'Softmax')!
  const reader = { id: graph.nodes.length, op: 'Neg', inputs: [id], attributes: {}, shape, dtype: 'float32' } as const
  assert.not(ops({ ...graph, nodes: [...graph.nodes, { ...reader, name: 'f.read' }] }).includes('SiameseAttention'))
})

test('they are passes of their own, which an engine without them leaves out', () => {
  const own = (ownOperations: boolean) =>
    passesOf({ precision: 'float32', ownOperations }).filter(pass => pass.startsWith('own'))
  assert.equal(own(true), ['ownNorms', 'ownGelus', 'ownDropouts', 'ownAttention', 'ownSums'])
  assert.equal(own(false), [])
})

test.run()
