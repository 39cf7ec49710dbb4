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

/** Another of its results, of a shape and at a place. */
export const resultOf = (
  made: GraphNode,
  port: number,
  of: Pick<GraphNode, 'shape' | 'stage' | 'part'>,
  { add }: Rewriting,
): GraphNode =>
  add({
    op: portOp,
    inputs: [made.id],
    attributes: { port: { int: port } },
    shape: of.shape,
    dtype: 'float32',
    ...placeOf(of as GraphNode),
  })
