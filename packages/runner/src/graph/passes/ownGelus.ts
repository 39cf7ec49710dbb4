import type { Graph } from '../graph.js'
import { closed, readersOf } from './closed.js'
import { type Gelu, geluAt } from './geluAt.js'
import { ownOperation, resultOf } from './ownOperation.js'
import { type At, findAll, operandsOf, same } from './pattern.js'
import { type GraphNode, rewrite } from './rewrite.js'

/** A GELU and its gradient are one operation of ours each; the gradient's also sums its rows, which is the gradient of a bias before it. */
export const ownGelus = (graph: Graph): Graph => {
  const [isClosed, readers] = [closed(graph), readersOf(graph)]
  const gelus = [...findAll(graph, geluAt)].map(([id, gelu]) => ({ ...gelu, value: graph.nodes[id]! }))
  const gradients = findAll(graph, (node, at) => {
    const found = gradientAt(node, gelus, at)
    return found !== undefined && isClosed([node, found.gelu.value], [...found.gelu.steps, ...found.steps])
      ? { ...found, sums: readers[node.id]!.filter(({ op }) => op === 'BiasAddGrad') }
      : undefined
  })
  const values = new Map([...gradients.values()].map(({ gelu }) => [gelu.value.id, gelu]))
  const sums = new Map([...gradients].flatMap(([id, { sums }]) => sums.map(sum => [sum.id, graph.nodes[id]!] as const)))
  return rewrite(graph, (node, write) => {
    const [value, gradient, summed] = [values.get(node.id), gradients.get(node.id), sums.get(node.id)]
    if (value !== undefined) return ownOperation(node, 'SiameseGelu', [write.moved(value.x)], write)
    if (gradient !== undefined)
      return ownOperation(node, 'SiameseGeluGradient', [gradient.dy, gradient.gelu.x].map(write.moved), write)
    return summed && resultOf(write.moved(summed), 1, node, write)
  })
}

interface Valued extends Gelu {
  readonly value: GraphNode
}
interface Gradient {
  readonly gelu: Valued
  readonly dy: GraphNode
  readonly steps: readonly GraphNode[]
}

/** dy · (Φ(x) + z / (√π · exp(z²))) with z = x · √½, as it is recorded. */
const gradientAt = (node: GraphNode, gelus: readonly Valued[], at: At): Gradient | undefined => {
  const operands = operandsOf(at)
  const [dy, derivative] = operands(node, 'Mul')
  const [below, slope] = operands(derivative, 'AddV2')
  const [quotient] = operands(slope, 'Mul')
  const [z, power] = operands(quotient, 'RealDiv')
  const [square] = operands(power, 'Exp')
  const [squared] = operands(square, 'Square')
  const gelu = gelus.find(each => same(each.below, below))
  return gelu !== undefined && node.shape.length === 2 && same(z, squared) && same(z, gelu.steps[0])
    ? { gelu, dy: dy!, steps: [derivative!, slope!, quotient!, power!, square!] }
    : undefined
}
