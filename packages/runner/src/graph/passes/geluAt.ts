import { type At, operandsOf, same } from './pattern.js'
import type { GraphNode } from './rewrite.js'

export interface Gelu {
  readonly x: GraphNode
  /** Φ(x) */
  readonly below: GraphNode
  /** x · √½, its error function, 1 more, and half of that. */
  readonly steps: readonly GraphNode[]
}

/** Whether a node is x · Φ(x) as it is recorded. */
export const geluAt = (node: GraphNode, at: At): Gelu | undefined => {
  const operands = operandsOf(at)
  const [below, x] = operands(node, 'Mul')
  const [more] = operands(below, 'Mul')
  const [erf] = operands(more, 'AddV2')
  const [scaled] = operands(erf, 'Erf')
  const [inner] = operands(scaled, 'Mul')
  return same(inner, x) ? { x: x!, below: below!, steps: [scaled!, erf!, more!, below!] } : undefined
}
