import { costsAt, views } from './costs.js'
import type { Graph } from './graph.js'
import { placesOf } from './places.js'
import type { Sizes } from './size.js'

/** Memory that one run of a graph needs beside its variables. */
export interface LiveBytes {
  /** The most that is alive at once. */
  readonly peak: number
  /** Made on the way forward and read on the way back. */
  readonly activations: number
}

/**
 * Runs through a graph in its order: a tensor lives from its node to the last that reads it, a view keeps alive what it
 * shows, and a function of each number writes over an operand that nobody needs any more.
 */
export const liveBytes = (graph: Graph, sizes: Sizes): LiveBytes => {
  const { nodes } = graph
  const costs = costsAt(graph, sizes)
  const { places, of } = placesOf(graph)
  const shown: number[] = [] // the node whose memory a node's tensor lies in
  for (const { id, op, inputs } of nodes) shown.push(views.has(op) && inputs.length > 0 ? shown[inputs[0]!]! : id)
  const last = nodes.map(({ id }) => id)
  for (const { id, inputs } of nodes) for (const read of inputs) last[shown[read]!] = Math.max(last[shown[read]!]!, id)
  const held = costs.map(({ bytes }) => bytes)
  const ends: number[][] = nodes.map(() => [])
  for (const { id } of nodes) ends[last[id]!]!.push(id)
  let live = 0
  let peak = 0
  for (const { id, op, inputs } of nodes) {
    const over = inPlace.has(op)
      ? inputs.map(read => shown[read]!).find(read => last[read] === id && held[read] === held[id] && held[id]! > 0)
      : undefined
    if (over !== undefined) held[over] = 0
    else live += held[id]!
    peak = Math.max(peak, live)
    for (const ended of ends[id]!) live -= held[ended]!
  }
  const back = places.findIndex(({ part }) => part === 'backward')
  const kept = nodes.filter(({ id }) => back > 0 && of[id]! < back && of[last[id]!]! >= back)
  return { peak, activations: kept.reduce((sum, { id }) => sum + costs[id]!.bytes, 0) }
}

/** TensorFlow's functions of each number take over an operand's memory where they can. */
const inPlace: ReadonlySet<string> = new Set(
  `AddV2 BiasAdd Sub Mul RealDiv Pow Maximum Minimum AddN Abs Erf Exp Log Neg Reciprocal Rsqrt Sigmoid Sqrt Square Tanh Relu
  Softmax LogSoftmax SquaredDifference`.split(/\s+/),
)
