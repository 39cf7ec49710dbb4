import type { Graph } from '../graph.js'
import { rewrite } from './rewrite.js'

/** The sum of a matrix's rows is computed as the gradient of a bias, which TensorFlow spreads over threads. */
export const columnSums = (graph: Graph): Graph =>
  rewrite(graph, (node, { at, add }) => {
    if (node.op !== 'Sum' || node.dtype !== 'float32' || node.shape.length !== 1) return undefined
    const [x, axes] = node.inputs as [number, number]
    if (at(x).shape.length !== 2 || at(axes).values?.join() !== '0') return undefined
    return add({
      ...node,
      op: 'BiasAddGrad',
      inputs: [x],
      attributes: { T: { type: 'float32' }, data_format: { words: 'NHWC' } },
    })
  })
