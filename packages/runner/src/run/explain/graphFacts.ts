import { type Graph, sizeOf } from '../../graph/graph.js'
import { productShapes } from '../../graph/productShapes.js'
import { parameterShapes } from '../../graph/program.js'
import { type BatchCost, batchCost, type OpCount, opCounts, type PlaceCost, placeCosts } from '../../graph/summary.js'
import { lengthOf } from '../../train/batches.js'
import { type BatchSizes, sizesOfFirst } from '../../train/sampleBatches.js'
import type { OpenPlan } from '../openPlan.js'
import { type Graphs, mainEntry } from './graphs.js'
import { type Memory, memoryOf } from './memory.js'

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
  /** Batches that were tokenized, the first of the run, and how many it has. */
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

/** Batches that are tokenized to say what batches are like. */
const most = 512

export const graphFactsOf = async (opened: OpenPlan, graphs: Graphs): Promise<GraphFacts> => {
  const main = mainEntry(graphs)
  const batches = await batchFacts(opened, graphs, main)
  return {
    entry: main.entry,
    entries: Object.fromEntries(graphs.entries.map(({ entry, nodes }) => [entry, nodes.length])),
    bytes: graphs.bytes.length,
    passes: Object.fromEntries([...graphs.forms.get(main.entry)!].map(([pass, { nodes }]) => [pass, nodes.length])),
    ops: opCounts(main),
    ...(batches === undefined ? {} : { batches }),
  }
}

const batchFacts = async (
  { plan, model, rows }: OpenPlan,
  graphs: Graphs,
  main: Graph,
): Promise<BatchFacts | undefined> => {
  const { train, loss, data, maxLength } = plan
  if (train === undefined || loss === undefined) return undefined
  const split = rows.get(train.on)!
  const collation = { data, loss, tokenizer: model.tokenizer, maxLength, prompts: train.prompts ?? {} }
  const found = await sizesOfFirst(train, split, collation, most)
  const costs = found.map(({ sizes }) => batchCost(main, sizes)).sort((a, b) => a.flops - b.flops)
  const median = costs[Math.floor((costs.length - 1) / 2)]!
  return {
    sampled: found.length,
    all: lengthOf(split.count, train).total * train.accumulate,
    median,
    largest: costs.at(-1)!,
    places: placeCosts(main, median.sizes),
    padding: paddingOf(found),
    memory: memoryOf({
      ...variableBytes(graphs),
      step: Math.max(...costs.map(({ peak }) => peak)),
      products: Object.values(
        productShapes(
          main,
          found.map(({ sizes }) => sizes),
        ),
      ),
    }),
  }
}

const paddingOf = (found: readonly BatchSizes[]): number => {
  const sum = (of: (each: BatchSizes) => number) => found.reduce((all, each) => all + of(each), 0)
  return 1 - sum(({ sizes }) => sizes.tokens!) / sum(({ padded }) => padded)
}

/** Bytes of the parameters, and of the variables that training keeps beside them. */
const variableBytes = ({ program, entries }: Graphs): { readonly parameters: number; readonly state: number } => {
  const bytes = (shapes: Iterable<readonly number[]>) => 4 * [...shapes].reduce((sum, shape) => sum + sizeOf(shape), 0)
  const variables = new Map(
    entries
      .flatMap(({ nodes }) => nodes.filter(({ op }) => op === 'VarHandleOp'))
      .map(({ name, shape }) => [name, shape.map(Number)]),
  )
  const parameters = bytes(Object.values(parameterShapes(program)))
  return { parameters, state: bytes(variables.values()) - parameters }
}
