import { countOf } from '../countOf.js'
import { costsAt } from './costs.js'
import type { Graph } from './graph.js'
import type { GraphNode } from './passes/rewrite.js'
import { placesOf } from './places.js'
import { printSize, type Sizes } from './size.js'
import { type PlaceCost, placeCosts } from './summary.js'

/** A graph by stage and part of a step: boxes, and the tensors that go from one to another. */
export interface Drawing {
  readonly title: string
  readonly boxes: readonly PlaceCost[]
  readonly arrows: readonly Arrow[]
}
export interface Arrow {
  /** Places of boxes. */
  readonly from: number
  readonly to: number
  /** How many tensors; their shapes, each once, the largest first; their bytes. */
  readonly tensors: number
  readonly shapes: readonly string[]
  readonly bytes: number
}

/** What a graph looks like from afar, with costs for a batch of these sizes; what is fed, and scalars, are left out. */
export const drawingOf = (graph: Graph, sizes: Sizes = graph.samples[0]!): Drawing => {
  const { of } = placesOf(graph)
  const costs = costsAt(graph, sizes)
  const seen = new Set<string>()
  const arrows = new Map<string, { from: number; to: number; ids: number[] }>()
  for (const { id, inputs } of graph.nodes)
    for (const read of inputs) {
      const [from, to] = [of[read]!, of[id]!]
      const key = `${from} ${to}`
      if (from < 0 || from === to || !isOfBatch(graph.nodes[read]!) || seen.has(`${read} ${to}`)) continue
      seen.add(`${read} ${to}`)
      const arrow = arrows.get(key) ?? { from, to, ids: [] }
      arrow.ids.push(read)
      arrows.set(key, arrow)
    }
  return {
    title: `${graph.entry}: ${countOf(graph.nodes.length, 'operation')}; costs of a batch of ${sizesText(sizes)}`,
    boxes: placeCosts(graph, sizes),
    arrows: [...arrows.values()]
      .sort((a, b) => a.from - b.from || a.to - b.to)
      .map(({ from, to, ids }) => {
        const bytes = (id: number) => shownBytes(graph, costs, id)
        const sorted = ids.toSorted((a, b) => bytes(b) - bytes(a))
        return {
          from,
          to,
          tensors: ids.length,
          shapes: [...new Set(sorted.map(id => shapeText(graph, id)))],
          bytes: ids.reduce((sum, id) => sum + bytes(id), 0),
        }
      }),
  }
}

/** Scalars, constants and shapes say nothing here. */
const isOfBatch = ({ shape, dtype, values }: GraphNode): boolean =>
  values === undefined && shape.length > 0 && (dtype !== 'int32' || shape.some(side => typeof side !== 'number'))

/** A view has no memory of its own; what it shows has. */
const shownBytes = (graph: Graph, costs: ReturnType<typeof costsAt>, id: number): number => {
  const { inputs } = graph.nodes[id]!
  const { bytes } = costs[id]!
  return bytes > 0 || inputs.length === 0 ? bytes : shownBytes(graph, costs, inputs[0]!)
}

const shapeText = ({ nodes }: Graph, id: number): string => {
  const { dtype, shape } = nodes[id]!
  return `${dtype === 'float32' ? '' : dtype}[${shape.map(printSize).join(', ')}]`
}

/** The shapes of an arrow, as many as a label has room for. */
export const arrowText = ({ shapes, tensors }: Arrow, most: number): string => {
  const rest = tensors - Math.min(most, shapes.length)
  return [...shapes.slice(0, most), ...(rest > 0 ? [`and ${rest} more`] : [])].join(' ')
}

/** Numbers with a unit, three digits: `30.0 G`, `107 M`. */
export const short = (value: number): string => {
  // 999,600 is 1.00 M, since three digits of it are.
  const rounded = value < 1000 ? Math.round(value) : Number(value.toPrecision(3))
  const power = Math.min(4, Math.floor(Math.log10(Math.max(1, rounded)) / 3))
  const scaled = rounded / 1000 ** power
  const text = power === 0 ? String(rounded) : scaled.toPrecision(3)
  return `${text} ${['', 'k', 'M', 'G', 'T'][power]}`
}

const sizesText = ({ rows, tokens, length }: Sizes): string =>
  tokens === undefined ? 'nothing' : `${countOf(rows!, 'row')}, ${countOf(tokens, 'token')}, the longest ${length}`
