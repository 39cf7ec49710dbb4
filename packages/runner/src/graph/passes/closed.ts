import type { Graph } from '../graph.js'
import type { GraphNode } from './rewrite.js'

/** Whether nothing but `result` and the steps themselves reads the steps, so that another form of them may take their place. */
export const closed = ({ nodes }: Graph): ((result: GraphNode, steps: readonly GraphNode[]) => boolean) => {
  const readers: number[][] = nodes.map(() => [])
  for (const { id, inputs, after = [] } of nodes) for (const read of [...inputs, ...after]) readers[read]!.push(id)
  return (result, steps) => {
    const inside = new Set([result.id, ...steps.map(({ id }) => id)])
    return steps.every(({ id, name }) => name === undefined && readers[id]!.every(reader => inside.has(reader)))
  }
}
