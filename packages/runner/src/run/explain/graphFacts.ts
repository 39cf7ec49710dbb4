import type { Graph } from '../../graph/graph.js'
import { type BatchCost, batchCost, type OpCount, opCounts, type PlaceCost, placeCosts } from '../../graph/summary.js'
import type { BatchSizes } from '../../train/sampleBatches.js'
import type { Memory } from '../estimate/memory.js'
import type { Graphs } from './graphs.js'

/** What is known of a compiled graph before it runs. */
export interface GraphFacts {
  /** The entry point that the rest is about. */
  readonly entry: string
  /** Nodes of each entry point, and the bytes of all of them as a file. */
  readonly entries: Readonly<Record<string, number>>
  readonly bytes: number
  /** Nodes as recorded and after each pass. */
  readonly passes: Readonly<Record<string, number>>
  readonly ops: readonly OpCount[]
  /** Where batches are known. */
  readonly batches?: BatchFacts
}
export interface BatchFacts {
  /** The data set whose batches are shown, where there are several. */
  readonly task?: string
  /** Batches that were tokenized, spread over the run, and how many it has. */
  readonly sampled: number
  readonly all: number
  readonly median: BatchCost
  readonly largest: BatchCost
  /** By place, for the median batch. */
  readonly places: readonly PlaceCost[]
  /** The share of a batch, padded as the reference pads it, that is padding and is not computed. */
  readonly padding: number
  readonly memory: Memory
}

/** What is known of a graph, and of the batches that were looked at. */
export const graphFactsOf = (
  graphs: Graphs,
  sampled: readonly BatchSizes[],
  all: number,
  memory: Memory | undefined,
  task: string | undefined,
): GraphFacts => {
  const { main } = graphs
  return {
    entry: main.entry,
    entries: Object.fromEntries(graphs.entries.map(({ entry, nodes }) => [entry, nodes.length])),
    bytes: graphs.bytes.length,
    passes: Object.fromEntries([...graphs.forms.get(main.entry)!].map(([pass, { nodes }]) => [pass, nodes.length])),
    ops: opCounts(main),
    ...(sampled.length === 0 || memory === undefined ? {} : { batches: batchFacts(main, sampled, all, memory, task) }),
  }
}

const batchFacts = (
  main: Graph,
  sampled: readonly BatchSizes[],
  all: number,
  memory: Memory,
  task: string | undefined,
): BatchFacts => {
  const shown = sampled.filter(each => each.task === task)
  const costs = shown.map(({ sizes }) => batchCost(main, sizes)).sort((a, b) => a.flops - b.flops)
  const median = costs[Math.floor((costs.length - 1) / 2)]!
  return {
    ...(task === undefined ? {} : { task }),
    sampled: sampled.length,
    all,
    median,
    largest: costs.at(-1)!,
    places: placeCosts(main, median.sizes),
    padding: paddingOf(shown),
    memory,
  }
}

const paddingOf = (found: readonly BatchSizes[]): number => {
  const sum = (of: (each: BatchSizes) => number) => found.reduce((all, each) => all + of(each), 0)
  return 1 - sum(({ sizes }) => sizes.tokens!) / sum(({ padded }) => padded)
}
