import { shapesAt } from './costs.js'
import type { Graph } from './graph.js'
import type { Sizes } from './size.js'

/** The different products of matrices, by operation, that batches of these sizes ask for: oneDNN writes a kernel for each. */
export const productShapes = (graph: Graph, batches: readonly Sizes[]): Readonly<Record<string, number>> => {
  const found = new Map(products.map(op => [op, new Set<string>()]))
  for (const sizes of batches) {
    const shapes = shapesAt(graph, sizes)
    for (const { id, op, inputs, dtype } of graph.nodes)
      found.get(op)?.add([dtype, shapes[id], ...inputs.map(read => shapes[read])].join(' '))
  }
  return Object.fromEntries([...found].map(([op, all]) => [op, all.size]))
}

const products = ['MatMul', 'BatchMatMulV2']
