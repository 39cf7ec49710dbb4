import type { Graph } from '../graph.js'
import { type GraphNode, rewrite } from './rewrite.js'

/** Equal operations on equal inputs are computed once. What has a name, a variable or an order is left alone. */
export const shareEqualNodes = (graph: Graph): Graph => {
  const known = new Map<string, GraphNode>()
  return rewrite(graph, (node, { at, add }) => {
    const { op, inputs, attributes, shape, dtype, values, name, after } = node
    if (name !== undefined || after !== undefined || inputs.some(id => at(id).dtype === 'resource')) return undefined
    const key = JSON.stringify([op, inputs, attributes, dtype, values === undefined ? [] : [values, shape]])
    const same = known.get(key)
    if (same !== undefined) return same
    const added = add(node)
    known.set(key, added)
    return added
  })
}
