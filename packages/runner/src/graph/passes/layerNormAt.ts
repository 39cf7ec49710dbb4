import { type At, isAlongRows, numberOf, operandsOf, same } from './pattern.js'
import type { GraphNode } from './rewrite.js'

export interface LayerNorm {
  readonly x: GraphNode
  readonly weight: GraphNode
  readonly bias: GraphNode
  readonly epsilon: number
  /** (x − mean) / √(variance + ε), and the factor 1 / √(variance + ε). */
  readonly normal: GraphNode
  readonly scale: GraphNode
  /** What is computed between `x` and the result. */
  readonly steps: readonly GraphNode[]
}

/** Whether a node is the result of a layer norm as it is recorded: (x − mean) / √(variance + ε) · weight + bias. */
export const layerNormAt = (node: GraphNode, at: At): LayerNorm | undefined => {
  const operands = operandsOf(at)
  const [scaled, bias] = operands(node, 'BiasAdd', 'AddV2')
  const [normal, weight] = operands(scaled, 'Mul')
  const [centered, scale] = operands(normal, 'Mul')
  const [widened] = operands(scale, 'Rsqrt')
  const [variance, widening] = operands(widened, 'AddV2')
  const [square, axis] = operands(variance, 'Mean')
  const [squared] = operands(square, 'Square')
  const [x, mean] = operands(centered, 'Sub')
  const [averaged, meanAxis] = operands(mean, 'Mean')
  const epsilon = numberOf(widening)
  if (!same(squared, centered) || !same(averaged, x) || epsilon === undefined) return undefined
  if (![axis, meanAxis].every(isAlongRows)) return undefined
  if (![x, mean, variance].every(each => each?.shape.length === 2)) return undefined
  if (![weight, bias].every(each => each?.shape.length === 1 && each.shape[0] === x!.shape[1])) return undefined
  const steps = [scaled!, normal!, centered!, scale!, widened!, variance!, square!, mean!]
  return { x: x!, weight: weight!, bias: bias!, epsilon, normal: normal!, scale: scale!, steps }
}
