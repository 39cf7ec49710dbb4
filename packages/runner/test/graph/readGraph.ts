import type { Attribute, Dtype, Graph } from '../../src/graph/graph.js'
import type { GraphNode } from '../../src/graph/passes/rewrite.js'
import { type Size, type Sizes, unknown } from '../../src/graph/size.js'

/** Batches of three sizes: what the graphs of these tests were traced at. */
export const samples: readonly Sizes[] = [
  { rows: 7, tokens: 31 },
  { rows: 13, tokens: 17 },
  { rows: 19, tokens: 23 },
]

/** A graph from its printed lines. What is not printed is written at the end of a line: `{transpose_b}`, a flag that is set. */
export const readGraph = (text: string): Graph => ({
  entry: 'step',
  samples,
  nodes: linesOf(text).map(readNode),
})
/** Lines without the indentation that they have in a test. */
export const linesOf = (text: string): readonly string[] => text.trim().split(/\n\s*/)

const readNode = (line: string): GraphNode => {
  const found =
    /^%(\d+) = (\w+)\((.*?)\) (\w+)\[(.*?)\](?: {2}"([^"]+)")?(?: {2}after ([%\d ]+))?(?: {2}# (.+?))?(?: \{(.+)\})?$/.exec(
      line,
    )
  if (found === null) throw new Error(`no line of a graph: ${line}`)
  const [, id, op, given, dtype, shape, name, after, at, flags] = found
  const [stage, part] = at?.split(', ') ?? []
  return {
    id: Number(id),
    op: op!,
    inputs: op === 'Const' ? [] : idsOf(given!),
    attributes: flags === undefined ? {} : { [flags]: set },
    shape: split(shape!, ', ').map(readSize),
    dtype: dtype as Dtype,
    ...(op === 'Const' ? { values: split(given!, ' ').map(readSize) } : {}),
    ...(name === undefined ? {} : { name }),
    ...(after === undefined ? {} : { after: idsOf(after) }),
    ...(stage === undefined ? {} : { stage }),
    ...(part === undefined ? {} : { part: part as NonNullable<GraphNode['part']> }),
  }
}

const set: Attribute = { flag: true }
const split = (text: string, by: string): readonly string[] => (text === '' ? [] : text.split(by))
const idsOf = (text: string): readonly number[] => [...text.matchAll(/%(\d+)/g)].map(([, id]) => Number(id))

/** `3·tokens`, `rows·tokens²`, `1/rows`, `tokens+1`, as they are printed. */
export const readSize = (text: string): Size => {
  if (text === '?') return unknown
  if (!/[a-z]/.test(text) || text.endsWith('Infinity') || text === 'NaN') return Number(text)
  const [, product, offset] = /^(.+?)([+-]\d+)?$/.exec(text)!
  const [above, ...below] = product!.split('/')
  const powers: Record<string, number> = {}
  let factor = 1
  for (const [sign, parts] of [
    [1, above!.split('·')],
    [-1, below],
  ] as const)
    for (const part of parts)
      if (/^[\d.-]+$/.test(part)) factor *= Number(part)
      else powers[part.replace(/[²³]$/, '')] = sign * (part.endsWith('³') ? 3 : part.endsWith('²') ? 2 : 1)
  return { factor, powers, offset: Number(offset ?? 0) }
}
