import type { Graph } from '../graph.js'
import type { GraphNode } from './rewrite.js'

export type At = (id: number) => GraphNode

/** What a float32 node of one of these operations reads; nothing, where it is another. */
export const operandsOf =
  (at: At) =>
  (from: GraphNode | undefined, ...ops: readonly string[]): readonly (GraphNode | undefined)[] =>
    from !== undefined && from.dtype === 'float32' && ops.includes(from.op) ? from.inputs.map(at) : []

/** Whether they are one node. */
export const same = (a: GraphNode | undefined, b: GraphNode | undefined): boolean => a !== undefined && a.id === b?.id

/** The number of a constant that is one number for all batches. */
export const numberOf = (node: GraphNode | undefined): number | undefined => {
  const value = node?.shape.length === 0 ? node.values?.[0] : undefined
  return typeof value === 'number' ? value : undefined
}

/** Whether a node that names axes names the second alone. */
export const isAlongRows = (axes: GraphNode | undefined): boolean => axes?.values?.join() === '1'

/** What is found at the nodes of a graph, by the node's id. */
export const findAll = <Found>(
  { nodes }: Graph,
  find: (node: GraphNode, at: At) => Found | undefined,
): ReadonlyMap<number, Found> =>
  new Map(
    nodes.flatMap(node => {
      const found = find(node, id => nodes[id]!)
      return found === undefined ? [] : [[node.id, found] as const]
    }),
  )
