import type { Graph } from '../graph.js'
import { printSize } from '../size.js'
import { type GraphNode, rewrite } from './rewrite.js'

/** Equal operations on equal inputs are computed once. What has a name, a variable or an order is left alone. */
export const shareEqualNodes = (graph: Graph): Graph => {
  const known = new Map<string, GraphNode>()
  return rewrite(graph, (node, { at, add }) => {
    const { op, inputs, attributes, shape, dtype, values, name, after } = node
    if (name !== undefined || after !== undefined || inputs.some(id => at(id).dtype === 'resource')) return undefined
    // Printed, because JSON has one word for all numbers that are not finite.
    const numbers = values === undefined ? [] : [values.map(printSize), shape]
    const key = JSON.stringify([op, inputs, attributes, dtype, numbers])
    const same = known.get(key)
    if (same !== undefined) return same
    const added = add(node)
    known.set(key, added)
    return added
  })
}
