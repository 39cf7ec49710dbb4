import type { Dtype, Graph } from '../graph.js'
import type { Size } from '../size.js'
import { closed } from './closed.js'
import { type Gelu, geluAt } from './geluAt.js'
import { findAll } from './pattern.js'
import { type GraphNode, placeOf, type Rewriting, rewrite } from './rewrite.js'

/**
 * Large products are taken of operands rounded to bfloat16; weights, moments and all the rest stay float32. A GELU whose steps
 * nothing else reads is computed with the product and the bias before it, and then rounded. Only sides that are the same for
 * all batches decide, so that all batches are computed alike.
 */
export const bfloat16Products = (graph: Graph): Graph => {
  const isClosed = closed(graph)
  const gelus = findAll(graph, (node, at) => {
    const gelu = geluAt(node, at)
    return gelu?.x.op === 'BiasAdd' && isClosed([node], [...gelu.steps, gelu.x]) ? gelu : undefined
  })
  const biases = new Set([...gelus.values()].map(({ x }) => x.id))
  return rewrite(graph, (node, write) => {
    if (node.dtype === 'float32' && node.op === 'MatMul') return product(node, write)
    if (biases.has(node.id)) return biased(node, write)
    const gelu = gelus.get(node.id)
    return gelu && activated(node, gelu, write)
  })
}

const product = (node: GraphNode, write: Rewriting): GraphNode | undefined => {
  const operands = node.inputs.map(write.at)
  return operands.flatMap(({ shape }) => shape).every(large) ? rounded(node, operands, write) : undefined
}
const large = (side: Size): boolean => typeof side !== 'number' || side >= 64

const biased = (node: GraphNode, write: Rewriting): GraphNode | undefined => {
  const operands = node.inputs.map(write.at)
  return isRounded('MatMul', operands[0]!, write) ? rounded(node, operands, write) : undefined
}

const activated = (node: GraphNode, { x, steps }: Gelu, write: Rewriting): GraphNode | undefined => {
  if (!isRounded('BiasAdd', write.moved(x), write)) return undefined
  const done = new Map<number, GraphNode>()
  const step = (of: GraphNode): GraphNode =>
    rounded(
      of,
      of.inputs.map(id => done.get(id) ?? write.at(id)),
      write,
    )
  for (const each of steps.map(write.moved)) done.set(each.id, step(each))
  return step(node)
}

/** Whether it is float32 of what such an operation gave in bfloat16. */
const isRounded = (op: string, node: GraphNode, { at }: Rewriting): boolean => {
  const from = node.op === 'Cast' ? at(node.inputs[0]!) : undefined
  return from?.op === op && from.dtype === 'bfloat16'
}

/** An operation in bfloat16, as float32. */
const rounded = (node: GraphNode, operands: readonly GraphNode[], write: Rewriting): GraphNode => {
  const inputs = operands.map(each => cast(each, 'bfloat16', write).id)
  const attributes = { ...node.attributes, T: { type: 'bfloat16' } } as const
  return cast(write.add({ ...node, inputs, attributes, dtype: 'bfloat16' }), 'float32', write)
}

const cast = (node: GraphNode, to: Dtype, { at, add }: Rewriting): GraphNode => {
  const from = node.op === 'Cast' ? at(node.inputs[0]!) : undefined
  if (from?.dtype === to && to === 'bfloat16') return from
  return add({
    op: 'Cast',
    inputs: [node.id],
    attributes: { SrcT: { type: node.dtype }, DstT: { type: to }, Truncate: { flag: false } },
    shape: node.shape,
    dtype: to,
    ...placeOf(node),
  })
}
