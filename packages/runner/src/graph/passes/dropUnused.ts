import { isPrompts } from '../fedPrompts.js'
import type { Graph } from '../graph.js'

const isAsked = ({ op, name }: Pick<Graph['nodes'][number], 'op' | 'name'>): boolean =>
  name !== undefined && op !== 'VarHandleOp' && !(op === 'Placeholder' && isPrompts(name))

/** Leaves out what no result needs. What is fed stays, so that it can be fed; prompts stay only where they are read. */
export const dropUnused = (graph: Graph): Graph => {
  const { nodes } = graph
  const needed = nodes.map(isAsked)
  for (const { id, inputs, after = [] } of nodes.toReversed())
    if (needed[id]) for (const read of [...inputs, ...after]) needed[read] = true
  const kept = nodes.filter(({ id }) => needed[id])
  const places = new Map(kept.map(({ id }, place) => [id, place]))
  const at = (id: number): number => places.get(id)!
  return {
    ...graph,
    nodes: kept.map((node, id) => ({
      ...node,
      id,
      inputs: node.inputs.map(at),
      ...(node.after === undefined ? {} : { after: node.after.map(at) }),
    })),
  }
}
