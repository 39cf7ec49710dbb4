import type { Graph } from '../graph.js'
import { sameShape } from '../size.js'
import { ownOperation } from './ownOperation.js'
import { type At, numberOf } from './pattern.js'
import { type GraphNode, rewrite } from './rewrite.js'

/**
 * A product with a mask of dropout draws the mask while it multiplies, forward and again backward: the mask is a function of its
 * key and counter, and takes no memory.
 */
export const ownDropouts = (graph: Graph): Graph =>
  rewrite(graph, (node, write) => {
    if (node.op !== 'Mul' || node.dtype !== 'float32') return undefined
    const [x, factor] = node.inputs.map(write.at) as [GraphNode, GraphNode]
    const mask = sameShape(x.shape, factor.shape) ? maskAt(factor, write.at) : undefined
    return (
      mask &&
      ownOperation(node, 'SiameseDropout', [x, mask.key, mask.counter], write, { dropped: { int: mask.dropped } })
    )
  })

interface Mask {
  readonly key: GraphNode
  readonly counter: GraphNode
  /** Lanes of 16 bits below this are dropped. */
  readonly dropped: number
}

/** A mask as `dropoutNodes` writes it: 65536 / (65536 − dropped) where a lane is at least `dropped`, else 0. */
const maskAt = (scaled: GraphNode, at: At): Mask | undefined => {
  const operands = (from: GraphNode | undefined, op: string) => (from?.op === op ? from.inputs.map(at) : [])
  const [kept, scale] = operands(scaled, 'Mul')
  const [compared] = operands(kept, 'Cast')
  const [lanes, limit] = operands(compared, 'GreaterEqual')
  let drawn = lanes
  while (drawn !== undefined && ['Reshape', 'Slice', 'Bitcast'].includes(drawn.op)) drawn = at(drawn.inputs[0]!)
  const [, key, counter] = operands(drawn, 'StatelessRandomUniformFullIntV2')
  const dropped = numberOf(limit)
  return key !== undefined &&
    counter !== undefined &&
    dropped !== undefined &&
    numberOf(scale) === 65536 / (65536 - dropped)
    ? { key, counter, dropped }
    : undefined
}
