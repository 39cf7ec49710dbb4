import type { Graph } from '../graph.js'
import type { GraphNode } from './rewrite.js'

/** Whether nothing but the results and the steps themselves reads the steps, so that another form of all of them may take their place. */
export const closed = (graph: Graph): ((results: readonly GraphNode[], steps: readonly GraphNode[]) => boolean) => {
  const readers = readersOf(graph)
  return (results, steps) => {
    const inside = new Set([...results, ...steps].map(({ id }) => id))
    return steps.every(({ id, name }) => name === undefined && readers[id]!.every(reader => inside.has(reader.id)))
  }
}

/** By id: the nodes that read a node, or wait for it. */
export const readersOf = ({ nodes }: Graph): readonly (readonly GraphNode[])[] => {
  const readers: GraphNode[][] = nodes.map(() => [])
  for (const node of nodes) for (const read of [...node.inputs, ...(node.after ?? [])]) readers[read]!.push(node)
  return readers
}
