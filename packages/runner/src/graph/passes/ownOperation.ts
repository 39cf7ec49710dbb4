import { portOp } from '../graph.js'
import { type GraphNode, placeOf, type Rewriting } from './rewrite.js'

/** An operation of ours (engine/install/operations.cc) in the place of `node`, which its first result stands for. */
export const ownOperation = (
  node: GraphNode,
  op: string,
  inputs: readonly GraphNode[],
  { add }: Rewriting,
  attributes: GraphNode['attributes'] = {},
): GraphNode =>
  add({ op, inputs: inputs.map(({ id }) => id), attributes, shape: node.shape, dtype: 'float32', ...placeOf(node) })

/** Another of its results, in the shape and at the place of a node. */
export const resultOf = (made: GraphNode, port: number, of: GraphNode, { add }: Rewriting): GraphNode =>
  add({
    op: portOp,
    inputs: [made.id],
    attributes: { port: { int: port } },
    shape: of.shape,
    dtype: 'float32',
    ...placeOf(of),
  })
