import type { Dtype, Graph } from '../graph.js'
import type { Size } from '../size.js'
import { closed } from './closed.js'
import { type GraphNode, placeOf, type Rewriting, rewrite } from './rewrite.js'

/**
 * Large products are taken of operands rounded to bfloat16, with the bias and the GELU that oneDNN computes in the same operation,
 * before it rounds; weights, moments and all the rest stay float32. Only sides that are the same for all batches decide, so
 * that all batches are computed alike.
 */
export const bfloat16Products = (graph: Graph): Graph => {
  const isClosed = closed(graph)
  const gelus = new Set(
    graph.nodes.flatMap(node => {
      const found = geluAt(node, id => graph.nodes[id]!)
      return found !== undefined && isClosed(node, found.steps) ? [node.id] : []
    }),
  )
  return rewrite(graph, (node, write) => {
    if (node.dtype !== 'float32') return undefined
    if (node.op === 'MatMul') return product(node, write)
    if (node.op === 'BiasAdd') return biased(node, write)
    return gelus.has(node.id) ? activated(node, geluAt(node, write.at)!, write) : undefined
  })
}

const product = (node: GraphNode, write: Rewriting): GraphNode | undefined => {
  const operands = node.inputs.map(write.at)
  return operands.flatMap(({ shape }) => shape).every(large) ? rounded(node, operands, write) : undefined
}
const large = (side: Size): boolean => typeof side !== 'number' || side >= 64

const biased = (node: GraphNode, write: Rewriting): GraphNode | undefined => {
  const [sum, bias] = node.inputs.map(write.at) as [GraphNode, GraphNode]
  return isRounded('MatMul', sum, write) ? rounded(node, [sum, bias], write) : undefined
}

interface Gelu {
  readonly x: GraphNode
  /** x · √½, its error function, 1 more, half of that, and x times that. */
  readonly steps: readonly GraphNode[]
}

/** x · Φ(x), as it is recorded. */
const geluAt = (node: GraphNode, at: (id: number) => GraphNode): Gelu | undefined => {
  const operands = (from: GraphNode | undefined, op: string) => (from?.op === op ? from.inputs.map(at) : [])
  const [half, x] = operands(node, 'Mul')
  const [more] = operands(half, 'Mul')
  const [erf] = operands(more, 'AddV2')
  const [scaled] = operands(erf, 'Erf')
  const [inner] = operands(scaled, 'Mul')
  return inner !== undefined && inner.id === x?.id ? { x, steps: [scaled!, erf!, more!, half!] } : undefined
}

const activated = (node: GraphNode, { x, steps }: Gelu, write: Rewriting): GraphNode | undefined => {
  if (!isRounded('BiasAdd', x, write)) return undefined
  const done = new Map<number, GraphNode>()
  for (const step of steps) done.set(step.id, rounded(step, operandsOf(step, done, write), write))
  return rounded(node, operandsOf(node, done, write), write)
}
const operandsOf = ({ inputs }: GraphNode, done: ReadonlyMap<number, GraphNode>, { at }: Rewriting) =>
  inputs.map(id => done.get(id) ?? at(id))

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
