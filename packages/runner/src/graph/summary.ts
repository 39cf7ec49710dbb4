import { costsAt } from './costs.js'
import type { Graph, Part } from './graph.js'
import { liveBytes } from './liveBytes.js'
import { type Place, placesOf } from './places.js'
import type { Sizes } from './size.js'

/** How often an operation stands in a graph, by the part of a step; `before`: what no part is, as sizes and parameters. */
export interface OpCount extends Readonly<Record<Part | 'before', number>> {
  readonly op: string
  readonly all: number
}

/** The operations of a graph, the most frequent first. */
export const opCounts = (graph: Graph): readonly OpCount[] => {
  const { places, of } = placesOf(graph)
  const found = new Map<string, OpCount>()
  for (const { id, op } of graph.nodes) {
    const part = places[of[id]!]?.part ?? 'before'
    const before = found.get(op) ?? { op, all: 0, before: 0, forward: 0, backward: 0, update: 0 }
    found.set(op, { ...before, all: before.all + 1, [part]: before[part] + 1 })
  }
  return [...found.values()].sort((a, b) => b.all - a.all || (a.op < b.op ? -1 : 1))
}

/** What one place of a graph is made of, for one batch. */
export interface PlaceCost extends Place {
  readonly ops: number
  readonly flops: number
  readonly bytes: number
}
export const placeCosts = (graph: Graph, sizes: Sizes): readonly PlaceCost[] => {
  const { places, of } = placesOf(graph)
  const costs = costsAt(graph, sizes)
  const sums = places.map(() => ({ ops: 0, flops: 0, bytes: 0 }))
  for (const { id } of graph.nodes) {
    const sum = sums[of[id]!]
    if (sum === undefined) continue
    sum.ops++
    sum.flops += costs[id]!.flops
    sum.bytes += costs[id]!.bytes
  }
  return places.map((place, i) => ({ ...place, ...sums[i]! }))
}

/** What a graph costs for one batch. */
export interface BatchCost {
  readonly sizes: Sizes
  readonly flops: number
  /** Bytes that are kept from the way forward to the way back, and the most that is alive at once. */
  readonly activations: number
  readonly peak: number
}
export const batchCost = (graph: Graph, sizes: Sizes): BatchCost => ({
  sizes,
  flops: costsAt(graph, sizes).reduce((sum, { flops }) => sum + flops, 0),
  ...liveBytes(graph, sizes),
})
