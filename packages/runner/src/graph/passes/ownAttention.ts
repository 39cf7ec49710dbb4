import type { Graph } from '../graph.js'
import { closed, readersOf } from './closed.js'
import { ownOperation, resultOf } from './ownOperation.js'
import { type At, findAll, numberOf, operandsOf, same } from './pattern.js'
import { type GraphNode, type Rewriting, rewrite } from './rewrite.js'

/**
 * Attention in a group of sentences is one operation of ours, and its gradient another: each head of each sentence at a time, from
 * the gathers of queries, keys and values to what is mixed. Between them only the weights are kept.
 */
export const ownAttention = (graph: Graph): Graph => {
  const [isClosed, readers] = [closed(graph), readersOf(graph)]
  const groups = [...findAll(graph, attentionAt)].map(([id, group]) => ({ ...group, mixed: graph.nodes[id]! }))
  const found = groups.flatMap(group => {
    const gradient = gradientOf(group, readers, id => graph.nodes[id]!)
    const results = [group.mixed, ...(gradient === undefined ? [] : [gradient.dq, gradient.dk, gradient.dv])]
    return isClosed(results, [...group.steps, ...(gradient?.steps ?? [])]) ? [{ group, gradient }] : []
  })
  const forward = new Map(found.map(({ group }) => [group.mixed.id, group]))
  const backward = new Map(
    found.flatMap(({ group, gradient }) =>
      gradient === undefined
        ? []
        : [gradient.dq, gradient.dk, gradient.dv].map((node, port) => [node.id, { group, gradient, port }] as const),
    ),
  )
  const weights = new Map<Group, GraphNode>()
  return rewrite(graph, (node, write) => {
    const [group, part] = [forward.get(node.id), backward.get(node.id)]
    if (group !== undefined) {
      const { list, query, key, value, bias } = group
      const made = ownOperation(
        node,
        'SiameseAttention',
        [...[list, query, key, value, bias].map(write.moved), ...drawn(group, write)],
        write,
        told(group),
      )
      weights.set(group, resultOf(made, 1, { ...node, shape: group.weights.shape }, write))
      return made
    }
    if (part === undefined) return undefined
    if (part.port > 0) return resultOf(write.moved(part.gradient.dq), part.port, node, write)
    const { list, query, key, value } = part.group
    const { dlist, places } = part.gradient
    return ownOperation(
      node,
      'SiameseAttentionGradient',
      [
        weights.get(part.group)!,
        ...[dlist, places, list, query, key, value].map(write.moved),
        ...drawn(part.group, write),
      ],
      write,
      told(part.group),
    )
  })
}

interface Attention {
  /** Rows of a head's width, and where queries, keys and values are among them. */
  readonly list: GraphNode
  readonly query: GraphNode
  readonly key: GraphNode
  readonly value: GraphNode
  readonly bias: GraphNode
  readonly factor: number
  readonly weights: GraphNode
  /** The weights after dropout; themselves where there is none. */
  readonly dropped: GraphNode
  readonly q: GraphNode
  readonly k: GraphNode
  readonly v: GraphNode
  readonly steps: readonly GraphNode[]
}
interface Group extends Attention {
  readonly mixed: GraphNode
}

/** softmax(q kᵀ + bias) v of gathered rows, with dropout of the weights, as it is recorded. */
const attentionAt = (node: GraphNode, at: At): Attention | undefined => {
  const operands = operandsOf(at)
  const [dropped, v] = operands(node, 'BatchMatMulV2')
  const weights = dropped?.op === 'SiameseDropout' ? at(dropped.inputs[0]!) : dropped
  const [biased] = operands(weights, 'Softmax')
  const [scores, bias] = operands(biased, 'AddV2')
  const [q, k] = operands(scores, 'BatchMatMulV2')
  const [gathered, factor] = operands(q, 'Mul')
  const [list, query, first] = operands(gathered, 'GatherV2')
  const [ofKeys, key, second] = operands(k, 'GatherV2')
  const [ofValues, value, third] = operands(v, 'GatherV2')
  const number = numberOf(factor)
  if (!same(list, ofKeys) || !same(list, ofValues) || number === undefined) return undefined
  if (![first, second, third].every(axis => numberOf(axis) === 0)) return undefined
  if (list!.shape.length !== 2 || bias!.shape.length !== 3 || q!.shape.length !== 4) return undefined
  if (turns(node) || turns(scores!) !== 'adj_y') return undefined
  const steps = [dropped!, weights!, biased!, scores!, q!, gathered!, k!, v!]
  return {
    ...{ list: list!, query: query!, key: key!, value: value!, bias: bias!, factor: number },
    ...{ weights: weights!, dropped: dropped!, q: q!, k: k!, v: v!, steps: [...new Set(steps)] },
  }
}

/** Which operand of a product is turned. */
const turns = ({ attributes }: GraphNode): string | undefined =>
  ['adj_x', 'adj_y'].filter(name => (attributes[name] as { readonly flag?: boolean } | undefined)?.flag).join(' ') ||
  undefined

interface Gradient {
  readonly dq: GraphNode
  readonly dk: GraphNode
  readonly dv: GraphNode
  /** The gradient of what is mixed, as rows, and where they are. */
  readonly dlist: GraphNode
  readonly places: GraphNode
  readonly steps: readonly GraphNode[]
}

/** With T = dropped ⊙ (dy vᵀ) and S = T − weights · Σ T along keys: dq = S k · factor, dk = Sᵀ q, dv = droppedᵀ dy. */
const gradientOf = (
  { dropped, weights, q, k, v, factor }: Group,
  readers: readonly (readonly GraphNode[])[],
  at: At,
): Gradient | undefined => {
  const operands = operandsOf(at)
  const product = (a: GraphNode | undefined, b: GraphNode | undefined, turned: string | undefined) =>
    a &&
    readers[a.id]!.find(node => {
      const [left, right] = operands(node, 'BatchMatMulV2')
      return same(left, a) && same(right, b) && turns(node) === turned
    })
  const dv = readers[dropped.id]!.find(node => {
    const [left, right] = operands(node, 'BatchMatMulV2')
    return same(left, dropped) && right?.op === 'GatherV2' && turns(node) === 'adj_x'
  })
  const dy = dv && at(dv.inputs[1]!)
  const [dlist, places, axis] = operands(dy, 'GatherV2')
  const along = product(dy, v, 'adj_y')
  const t = along && readers[along.id]!.find(node => same(operands(node, 'Mul')[0], dropped))
  const s = t && readers[t.id]!.find(node => same(operands(node, 'Sub')[0], t))
  const shared = s && at(s.inputs[1]!)
  const [ofWeights, sum] = operands(shared, 'Mul')
  const [summed] = operands(sum, 'Sum')
  const unscaled = product(s, k, undefined)
  const dk = product(s, q, 'adj_x')
  const dq = unscaled && readers[unscaled.id]!.find(node => numberOf(operands(node, 'Mul')[1]) === factor)
  if (dlist === undefined || numberOf(axis) !== 0 || !same(ofWeights, weights) || !same(summed, t)) return undefined
  if (dq === undefined || dk === undefined || dv === undefined || dq.id > dk.id || dq.id > dv.id) return undefined
  return { dq, dk, dv, dlist, places: places!, steps: [dy!, along!, t!, s!, shared!, sum!, unscaled!] }
}

/** The key and the counter of the mask; any, where nothing is dropped. */
const drawn = ({ dropped }: Attention, { moved, at, constant }: Rewriting): readonly GraphNode[] =>
  dropped.op === 'SiameseDropout'
    ? moved(dropped).inputs.slice(1).map(at)
    : [constant([0], [1], 'uint64'), constant([0, 0], [2], 'uint64')]

const told = ({ factor, dropped }: Attention): GraphNode['attributes'] => ({
  factor: { float: factor },
  dropped: dropped.attributes.dropped ?? { int: 0 },
})
