import type { Graph } from '../graph.js'
import { closed, readersOf } from './closed.js'
import { type LayerNorm, layerNormAt } from './layerNormAt.js'
import { ownOperation, resultOf } from './ownOperation.js'
import { type At, findAll, isAlongRows, operandsOf, same } from './pattern.js'
import { type GraphNode, type Rewriting, rewrite } from './rewrite.js'

/**
 * A layer norm with its gradient is one operation of ours each. Between them are kept what it was given, and a mean and a factor for
 * each row; the gradients of weight and bias come with that of the input.
 */
export const ownNorms = (graph: Graph): Graph => {
  const [isClosed, readers] = [closed(graph), readersOf(graph)]
  const norms = [...findAll(graph, layerNormAt)].map(([id, norm]) => ({ ...norm, value: graph.nodes[id]! }))
  const gradients = findAll(graph, (node, at) => {
    const found = gradientAt(node, norms, at)
    if (found === undefined) return undefined
    const { norm, dy, steps } = found
    const sumsOf = (of: GraphNode) => readers[of.id]!.filter(({ op, id }) => op === 'BiasAddGrad' && id > node.id)
    const shares = readers[dy.id]!.filter(each => isProductOf(each, dy, norm.normal, at))
    const weights = shares.flatMap(sumsOf)
    return isClosed([node, norm.value, ...weights], [...norm.steps, ...steps, ...shares])
      ? { norm, dy, weights, biases: sumsOf(dy) }
      : undefined
  })
  const values = new Map([...gradients.values()].map(({ norm }) => [norm.value.id, norm]))
  const sums = new Map(
    [...gradients].flatMap(([id, { weights, biases }]) =>
      [weights, biases].flatMap((some, i) => some.map(sum => [sum.id, { of: graph.nodes[id]!, port: i + 1 }] as const)),
    ),
  )
  const kept = new Map<Valued, Kept>()
  return rewrite(graph, (node, write) => {
    const [norm, gradient, summed] = [values.get(node.id), gradients.get(node.id), sums.get(node.id)]
    if (norm !== undefined) {
      const made = forward(node, norm, write)
      const ofRows = { ...node, shape: node.shape.slice(0, 1) }
      kept.set(norm, { mean: resultOf(made, 1, ofRows, write), scale: resultOf(made, 2, ofRows, write) })
      return made
    }
    if (gradient !== undefined) return backward(node, gradient, kept.get(gradient.norm)!, write)
    return summed && resultOf(write.moved(summed.of), summed.port, node, write)
  })
}

interface Valued extends LayerNorm {
  readonly value: GraphNode
}
interface Gradient {
  readonly norm: Valued
  readonly dy: GraphNode
  readonly steps: readonly GraphNode[]
}

const forward = (node: GraphNode, { x, weight, bias, epsilon }: LayerNorm, write: Rewriting): GraphNode =>
  ownOperation(node, 'SiameseNorm', [x, weight, bias].map(write.moved), write, { epsilon: { float: epsilon } })

/** Of each row. */
interface Kept {
  readonly mean: GraphNode
  readonly scale: GraphNode
}

const backward = (
  node: GraphNode,
  { norm, dy }: Omit<Gradient, 'steps'>,
  { mean, scale }: Kept,
  write: Rewriting,
): GraphNode => {
  const [dyNow, x, weight] = [dy, norm.x, norm.weight].map(write.moved) as [GraphNode, GraphNode, GraphNode]
  return ownOperation(node, 'SiameseNormGradient', [dyNow, x, mean, scale, weight], write)
}

/** With g = dy · weight and n the normal rows: scale · (g − mean(g) − n · mean(g · n)), as it is recorded. */
const gradientAt = (node: GraphNode, norms: readonly Valued[], at: At): Gradient | undefined => {
  const operands = operandsOf(at)
  const [scale, difference] = operands(node, 'Mul')
  const [first, along] = operands(difference, 'Sub')
  const [g, mean] = operands(first, 'Sub')
  const [dy, weight] = operands(g, 'Mul')
  const [averaged, axis] = operands(mean, 'Mean')
  const [normal, share] = operands(along, 'Mul')
  const [product, alongAxis] = operands(share, 'Mean')
  const [left, right] = operands(product, 'Mul')
  const norm = norms.find(each => same(each.normal, normal))
  if (norm === undefined || !same(norm.scale, scale) || !same(norm.weight, weight)) return undefined
  if (!same(averaged, g) || !same(left, g) || !same(right, normal)) return undefined
  if (![axis, alongAxis].every(isAlongRows)) return undefined
  return { norm, dy: dy!, steps: [difference!, first!, along!, g!, mean!, share!, product!] }
}

const isProductOf = (node: GraphNode, a: GraphNode, b: GraphNode, at: At): boolean => {
  const [left, right] = operandsOf(at)(node, 'Mul')
  return same(left, a) && same(right, b)
}
