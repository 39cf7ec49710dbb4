import { sizeOf } from '../graph.js'
import { broadcast, type Op, typed } from './op.js'
import { reshape } from './shaping.js'

interface Turned {
  readonly transposeA: boolean
  readonly transposeB: boolean
}
/** A batch of one is a plain product, which is what TensorFlow fuses with a bias. */
const batchMatMul: Op = (write, { a, b }, { transposeA, transposeB }: Turned) => {
  const rows = a!.shape.at(transposeA ? -1 : -2)!
  const columns = b!.shape.at(transposeB ? -2 : -1)!
  const batchA = a!.shape.slice(0, -2)
  const batchB = b!.shape.slice(0, -2)
  const shape = [...broadcast(batchA, batchB), rows, columns]
  if (sizeOf(batchA) !== 1 || sizeOf(batchB) !== 1)
    return write.op(
      'BatchMatMulV2',
      [a!, b!],
      { ...typed(a!), adj_x: { flag: transposeA }, adj_y: { flag: transposeB } },
      shape,
      a!.dtype,
    )
  const flat = [reshape(write, a!, a!.shape.slice(-2)), reshape(write, b!, b!.shape.slice(-2))]
  const attributes = { ...typed(a!), transpose_a: { flag: transposeA }, transpose_b: { flag: transposeB } }
  return reshape(write, write.op('MatMul', flat, attributes, [rows, columns], a!.dtype), shape)
}

export const products = { BatchMatMul: batchMatMul } as const satisfies Readonly<Record<string, Op>>
