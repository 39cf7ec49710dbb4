import type { Graph } from '../graph.js'
import { dropUnused } from '../passes/dropUnused.js'
import { type GraphNode, type Rewriting, rewrite } from '../passes/rewrite.js'
import { type Place, placesOf } from '../places.js'
import { checkGraph } from '../validity.js'

/** What is fetched to compute a step as far as a place, and no further. */
export const cutName = (cut: number): string => `profile.${cut}`

/** What is fetched to compute nothing of what is fed. */
export const fedName = 'profile.fed'

/** The places that a step is cut behind: everything but the update. */
export const cutsOf = (step: Graph): readonly Place[] => placesOf(step).places.filter(({ part }) => part !== 'update')

/**
 * A step without its update, as far as each place. What is computed there and read no further on is fetched as the sum of
 * the first number of each tensor, which costs nothing; so a fetch computes all of it, and no variable is changed. It is fed
 * as the step is.
 */
export const profileEntry = (step: Graph): Graph => {
  const used = dropUnused(step)
  const { of } = placesOf(used)
  const fed = used.nodes.flatMap(({ id, op, part }) => (op === 'Placeholder' && part !== 'update' ? [id] : []))
  const cut = rewrite(used, (node, write) => {
    const copied = write.add(withoutResults(node))
    if (node.id < used.nodes.length - 1) return copied
    fetched(fedName, fed.slice(0, 1).map(write.at), write)
    for (const [i] of cutsOf(used).entries()) fetched(cutName(i), endsOf(used, of, i).map(write.at), write)
    return copied
  })
  const graph = dropUnused({ ...cut, entry: 'profile' })
  checkGraph(graph, 'profile')
  return graph
}

/** What is made up to a place and read by nothing up to there. */
const endsOf = ({ nodes }: Graph, of: readonly number[], cut: number): readonly number[] => {
  const within = nodes.filter(({ id }) => of[id]! <= cut)
  const read = new Set(within.flatMap(({ inputs }) => inputs))
  return within.flatMap(({ id }) => (of[id]! >= 0 && !read.has(id) ? [id] : []))
}

/** The results of the update are not asked for here. */
const withoutResults = ({ name, ...node }: GraphNode): GraphNode =>
  name === undefined || node.part === 'update' ? node : { ...node, name }

const fetched = (name: string, ends: readonly GraphNode[], write: Rewriting): void => {
  const F = { T: { type: 'float32' } } as const
  const numbers = ends.map(end => firstNumber(end, write))
  const inputs = numbers.map(({ id }) => id)
  const sum = write.add({
    op: 'AddN',
    inputs,
    attributes: { ...F, N: { int: inputs.length } },
    shape: [1],
    dtype: 'float32',
  })
  write.add({ op: 'Identity', name, inputs: [sum.id], attributes: F, shape: [1], dtype: 'float32' })
}

const firstNumber = ({ id, shape, dtype }: GraphNode, { add, constant }: Rewriting): GraphNode => {
  const T = { T: { type: dtype } } as const
  const rank = shape.length
  const [from, size, list] = [sides(rank, 0), sides(rank, 1), [1]].map(
    each => constant(each, [each.length], 'int32').id,
  )
  const attributes = { ...T, Index: { type: 'int32' } } as const
  const first = add({ op: 'Slice', inputs: [id, from!, size!], attributes, shape: sides(rank, 1), dtype })
  const flat = { op: 'Reshape', inputs: [first.id, list!], attributes: { ...T, Tshape: { type: 'int32' } } } as const
  const number = add({ ...flat, shape: [1], dtype })
  if (dtype === 'float32') return number
  const to = { SrcT: { type: dtype }, DstT: { type: 'float32' }, Truncate: { flag: false } } as const
  return add({ op: 'Cast', inputs: [number.id], attributes: to, shape: [1], dtype: 'float32' })
}

const sides = (rank: number, each: number): readonly number[] => Array.from({ length: rank }, () => each)
