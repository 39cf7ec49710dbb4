import type { Dtype, Graph } from '../graph.js'
import { type Monomial, printSize, type Size } from '../size.js'
import { type GraphNode, type Rewriting, rewrite } from './rewrite.js'

/** Constants that depend on a batch become arithmetic on its sizes, which are fed as `train.rows`, `train.tokens` … */
export const dynamicSizes = (graph: Graph): Graph => {
  const made = new Map<string, GraphNode>()
  return rewrite(graph, (node, write) => {
    if (node.op === 'Placeholder') {
      const fed = write.add(node)
      made.set(node.name!, fed)
      return fed
    }
    const { values } = node
    if (values === undefined || values.every(value => typeof value === 'number')) return undefined
    const once = (key: string, make: () => GraphNode): GraphNode => {
      const known = made.get(key) ?? make()
      made.set(key, known)
      return known
    }
    return laidOut(node, arithmetic(graph.entry, node.dtype, write, once), write)
  })
}

type Once = (key: string, make: () => GraphNode) => GraphNode

/** A size as a scalar. */
const arithmetic = (entry: string, dtype: Dtype, { add, constant }: Rewriting, once: Once) => {
  const T = { T: { type: dtype } } as const
  const scalar = (op: string, ...inputs: readonly GraphNode[]): GraphNode =>
    add({ op, inputs: inputs.map(({ id }) => id), attributes: T, shape: [], dtype })
  const literal = (value: number) => once(`${dtype} ${value}`, () => constant([value], [], dtype))
  const size = (name: string): GraphNode => {
    const fed = once(`${entry}.${name}`, () => {
      throw new Error(`internal: the size ${name} is not fed to ${entry}`)
    })
    if (dtype === fed.dtype) return fed
    const attributes = { SrcT: { type: fed.dtype }, DstT: { type: dtype }, Truncate: { flag: false } } as const
    return once(`${dtype} ${name}`, () => add({ op: 'Cast', inputs: [fed.id], attributes, shape: [], dtype }))
  }
  const product = ({ factor, powers }: Monomial): GraphNode => {
    const each = Object.entries(powers).flatMap(([name, power]) =>
      Array.from({ length: Math.abs(power) }, () => ({ name, power })),
    )
    const above = each.filter(({ power }) => power > 0).map(({ name }) => size(name))
    const below = each.filter(({ power }) => power < 0).map(({ name }) => size(name))
    const [first, ...rest] = factor === 1 && above.length > 0 ? above : [literal(factor), ...above]
    const numerator = rest.reduce((sofar, next) => scalar('Mul', sofar, next), first!)
    return below.reduce((sofar, next) => scalar(dtype === 'int32' ? 'FloorDiv' : 'RealDiv', sofar, next), numerator)
  }
  return (value: Size): GraphNode =>
    typeof value === 'number'
      ? literal(value)
      : once(`${dtype} ${printSize(value)}`, () =>
          value.offset === 0 ? product(value) : scalar('AddV2', product(value), literal(value.offset)),
        )
}

/** Scalars in the shape of the constant that they replace. */
const laidOut = (
  { values, shape, dtype }: GraphNode,
  scalarOf: (value: Size) => GraphNode,
  { add, constant }: Rewriting,
): GraphNode => {
  const scalars = values!.map(scalarOf)
  if (shape.length === 0) return scalars[0]!
  const T = { T: { type: dtype } } as const
  const flat = add({
    op: 'Pack',
    inputs: scalars.map(({ id }) => id),
    attributes: { ...T, N: { int: scalars.length }, axis: { int: 0 } },
    shape: [scalars.length],
    dtype,
  })
  if (shape.length === 1) return flat
  const target = constant(shape, [shape.length], 'int32')
  return add({
    op: 'Reshape',
    inputs: [flat.id, target.id],
    attributes: { ...T, Tshape: { type: 'int32' } },
    shape,
    dtype,
  })
}
