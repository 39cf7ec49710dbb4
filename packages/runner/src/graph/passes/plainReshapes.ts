import type { Graph } from '../graph.js'
import { rewrite } from './rewrite.js'

/** A shape with one side that depends on the batch is written with −1 there, which needs no arithmetic. */
export const plainReshapes = (graph: Graph): Graph =>
  rewrite(graph, (node, { at, add, constant }) => {
    if (node.op !== 'Reshape') return undefined
    const [x, target] = node.inputs as [number, number]
    const { values, dtype } = at(target)
    if (values === undefined || values.filter(side => typeof side !== 'number').length !== 1) return undefined
    const sides = values.map(side => (typeof side === 'number' ? side : -1))
    return add({ ...node, inputs: [x, constant(sides, [sides.length], dtype).id] })
  })
