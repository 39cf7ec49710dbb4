import type { Node } from '../graph.js'
import { type Decisions, known } from './decision.js'
import { broadcast, type Op, typed } from './op.js'

/** (x − mean) / √(variance + ε) · scale + offset, with a mean of any rank, which TensorFlow's own operation has not. */
const batchNorm: Op = (write, inputs, { varianceEpsilon }: { readonly varianceEpsilon: number }) => {
  const { x, mean, variance } = inputs as Readonly<Record<'x' | 'mean' | 'variance', Node>>
  const { scale, offset } = inputs
  const both = (op: string, a: Node, b: Node) => write.op(op, [a, b], typed(a), broadcast(a.shape, b.shape), a.dtype)
  const widened = both('AddV2', variance, write.constant([varianceEpsilon], [], variance.dtype))
  const inverse = write.op('Rsqrt', [widened], typed(widened), widened.shape, widened.dtype)
  const factor = scale === undefined ? inverse : both('Mul', inverse, scale)
  const scaled = both('Mul', both('Sub', x, mean), factor)
  return offset === undefined ? scaled : both('AddV2', scaled, offset)
}

export const normalisation = {
  FusedBatchNorm: known('AddV2, Rsqrt, Mul, Sub', 'as x', batchNorm),
} as const satisfies Decisions
