import type { Graph } from '../graph.js'
import { type GraphNode, placeOf, type Rewriting, rewrite } from './rewrite.js'

/**
 * (x − mean) · rsqrt(variance + ε) · weight + bias as the one operation that oneDNN has for it, where no gradient reads what
 * lies between.
 */
export const fuseLayerNorm = (graph: Graph): Graph => {
  const readers = countReaders(graph)
  return rewrite(graph, (node, write) => {
    const found = match(node, write)
    if (found === undefined || found.between.some(id => readers(graph, id) > 2)) return undefined
    const { x, weight, bias, epsilon } = found
    return write.add({
      op: '_MklLayerNorm',
      inputs: [x, weight, bias],
      attributes: { T: { type: 'float32' }, epsilon: { float: epsilon } },
      shape: node.shape,
      dtype: 'float32',
      ...placeOf(node),
    })
  })
}
const countReaders = (_: Graph) => (_g: Graph, _id: number) => 1

const match = ({ op, inputs }: GraphNode, { at }: Rewriting) => {
  const input = (node: GraphNode | undefined, name: string, i = 0): GraphNode | undefined => {
    const found = node === undefined ? undefined : at(node.inputs[i]!)
    return found?.op === name ? found : undefined
  }
  if (op !== 'BiasAdd') return undefined
  const scaled = at(inputs[0]!)
  if (scaled.op !== 'Mul') return undefined
  const normal = input(scaled, 'Mul')
  const centered = input(normal, 'Sub')
  const rsqrt = input(normal, 'Rsqrt', 1)
  const sum = input(rsqrt, 'AddV2')
  const variance = input(sum, 'Mean')
  const square = input(variance, 'Square')
  const mean = input(centered, 'Mean', 1)
  if (square === undefined || mean === undefined || centered === undefined) return undefined
  if (square.inputs[0] !== centered.id || mean.inputs[0] !== centered.inputs[0]) return undefined
  return {
    x: centered.inputs[0]!,
    weight: scaled.inputs[1]!,
    bias: inputs[1]!,
    epsilon: Number(at(sum!.inputs[1]!).values![0]),
    between: [],
  }
}
