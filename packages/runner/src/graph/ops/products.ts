import { type Node, sizeOf } from '../graph.js'
import type { Recorder } from '../recorder.js'
import { type Activation, activate } from './activations.js'
import { type Decisions, known } from './decision.js'
import { einsum } from './einsum.js'
import { broadcast, type Op, typed } from './op.js'
import { reshape } from './shaping.js'
import { add } from './twoOperands.js'

interface Turned {
  readonly transposeA: boolean
  readonly transposeB: boolean
}
/** A batch of one is a plain product, which is what TensorFlow fuses with a bias; so is every row of a batch times one matrix. */
const product = (write: Recorder, a: Node, b: Node, { transposeA, transposeB }: Turned): Node => {
  const rows = a.shape.at(transposeA ? -1 : -2)!
  const columns = b.shape.at(transposeB ? -2 : -1)!
  const inner = [a.shape.at(transposeA ? -2 : -1), b.shape.at(transposeB ? -1 : -2)]
  if (inner[0] !== inner[1]) throw new Error(`[${a.shape}] times [${b.shape}] has inner sides ${inner.join(' and ')}`)
  const batchA = a.shape.slice(0, -2)
  const batchB = b.shape.slice(0, -2)
  const shape = [...broadcast(batchA, batchB), rows, columns]
  const oneA = sizeOf(batchA) === 1
  if (sizeOf(batchB) !== 1 || (transposeA && !oneA))
    return write.op(
      'BatchMatMulV2',
      [a, b],
      { ...typed(a), adj_x: { flag: transposeA }, adj_y: { flag: transposeB } },
      shape,
      a.dtype,
    )
  const all = oneA ? rows : sizeOf(batchA) * rows
  const flat = [
    reshape(write, a, oneA ? a.shape.slice(-2) : [all, a.shape.at(-1)!]),
    reshape(write, b, b.shape.slice(-2)),
  ]
  const attributes = { ...typed(a), transpose_a: { flag: transposeA }, transpose_b: { flag: transposeB } }
  return reshape(write, write.op('MatMul', flat, attributes, [all, columns], a.dtype), shape)
}

const batchMatMul: Op = (write, { a, b }, turned: Turned) => product(write, a!, b!, turned)

const fused: Op = (write, { a, b, bias, preluActivationWeights }, given: Turned & Activation) => {
  const plain = product(write, a!, b!, given)
  const shifted = bias === undefined ? plain : (add(write, { a: plain, b: bias }, {}) as Node)
  return activate(write, shifted, preluActivationWeights, given)
}

const rowsByColumns = 'batches broadcast, rows of a, columns of b'
export const products = {
  BatchMatMul: known('MatMul, BatchMatMulV2', rowsByColumns, batchMatMul, 'ours'),
  Einsum: known('Einsum', 'the letters after the arrow', einsum, 'ours'),
  _FusedMatMul: known('MatMul, BiasAdd, the activation', rowsByColumns, fused, 'caller'),
} as const satisfies Decisions
