import type { Dtype, Graph, Node } from '../graph.js'
import type { Size } from '../size.js'

export type GraphNode = Node<Size>

/** A graph that is being written anew. */
export interface Rewriting {
  /** A node of the new graph. */
  readonly at: (id: number) => GraphNode
  /** What stands in the new graph for a node of the old one that was before this. */
  readonly moved: (old: GraphNode) => GraphNode
  readonly add: (node: Omit<GraphNode, 'id'>) => GraphNode
  readonly constant: (values: readonly Size[], shape: readonly number[], dtype: Dtype) => GraphNode
}

/**
 * Copies a graph node by node; `replace` sees each with the inputs it has now and gives the node that stands for it from
 * here on, or undefined to keep it as it is.
 */
export const rewrite = (graph: Graph, replace: (node: GraphNode, write: Rewriting) => GraphNode | undefined): Graph => {
  const nodes: GraphNode[] = []
  const now: number[] = []
  const add: Rewriting['add'] = node => {
    const added = { ...node, id: nodes.length }
    nodes.push(added)
    return added
  }
  const write: Rewriting = {
    at: id => nodes[id]!,
    moved: ({ id }) => nodes[now[id]!]!,
    add,
    constant: (values, shape, dtype) => add({ op: 'Const', inputs: [], attributes: {}, shape, dtype, values }),
  }
  const keep = (node: GraphNode): GraphNode => {
    if (node.id !== nodes.length) return add(node)
    nodes.push(node)
    return node
  }
  const stays = (id: number): boolean => now[id] === id
  for (const node of graph.nodes) {
    const moved =
      node.inputs.every(stays) && (node.after ?? none).every(stays)
        ? node // as most are in most passes
        : {
            ...node,
            inputs: node.inputs.map(id => now[id]!),
            ...(node.after === undefined ? {} : { after: node.after.map(id => now[id]!) }),
          }
    now.push((replace(moved, write) ?? keep(moved)).id)
  }
  return { ...graph, nodes }
}
const none: readonly number[] = []

/** What a node is besides its inputs: what was written for it stays with its stage. */
export const placeOf = ({ stage, part }: GraphNode): Pick<GraphNode, 'stage' | 'part'> => ({
  ...(stage === undefined ? {} : { stage }),
  ...(part === undefined ? {} : { part }),
})
