import type { Dtype, Graph } from '../graph.js'
import type { Size } from '../size.js'
import { type GraphNode, placeOf, type Rewriting, rewrite } from './rewrite.js'

/**
 * Large products are taken of operands rounded to bfloat16; sums, weights, moments and all the rest stay float32. Only
 * sides that are the same for all batches decide, so that all batches are computed alike.
 */
export const bfloat16Products = (graph: Graph): Graph =>
  rewrite(graph, (node, write) => {
    if (node.op !== 'MatMul' || node.dtype !== 'float32') return undefined
    const operands = node.inputs.map(write.at)
    if (!operands.flatMap(({ shape }) => shape).every(large)) return undefined
    const inputs = operands.map(each => cast(each, 'bfloat16', write).id)
    const attributes = { ...node.attributes, T: { type: 'bfloat16' } } as const
    return cast(write.add({ ...node, inputs, attributes, dtype: 'bfloat16' }), 'float32', write)
  })

const large = (side: Size): boolean => typeof side !== 'number' || side >= 64

const cast = (node: GraphNode, to: Dtype, { add }: Rewriting): GraphNode =>
  add({
    op: 'Cast',
    inputs: [node.id],
    attributes: { SrcT: { type: node.dtype }, DstT: { type: to }, Truncate: { flag: false } },
    shape: node.shape,
    dtype: to,
    ...placeOf(node),
  })
