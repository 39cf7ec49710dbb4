import type { Attribute, Dtype, Node } from './graph.js'
import { type Monomial, type Sizes, solver } from './sizes.js'

/** A node of the graph for all sizes, by name. */
export interface EmittedNode {
  readonly name: string
  readonly op: string
  /** Names; `^name` is done before, without being read. */
  readonly inputs: readonly string[]
  readonly attributes: Readonly<Record<string, Attribute>>
  readonly constant?: { readonly dtype: Dtype; readonly shape: readonly number[]; readonly values: readonly number[] }
}

/** The same step traced at several sizes, and the int32 scalar that holds each size. */
export interface Entry {
  readonly name: string
  readonly traces: readonly { readonly sizes: Sizes; readonly nodes: readonly Node[] }[]
  readonly sizeNames: Readonly<Record<string, string>>
}

/** One graph for all sizes: constants that differ between the traces become arithmetic on the sizes. */
export const withDynamicSizes = ({ name: entry, traces, sizeNames }: Entry): readonly EmittedNode[] => {
  const [first] = traces
  const nodes = first!.nodes
  for (const trace of traces)
    if (trace.nodes.length !== nodes.length) throw new Error(branches(firstOther(nodes, trace.nodes)))
  const emitted = new Map<string, EmittedNode>()
  const emit = (node: EmittedNode): string => {
    if (!emitted.has(node.name)) emitted.set(node.name, node)
    return node.name
  }
  const solve = solver(traces.map(({ sizes }) => sizes))
  const names = nodes.map(({ id, op, name }) => name ?? `${entry}/${op}_${id}`)
  const constant = (name: string, dtype: Dtype, shape: readonly number[], values: readonly number[]): string =>
    emit({ name, op: 'Const', inputs: [], attributes: { dtype: { type: dtype } }, constant: { dtype, shape, values } })

  const arithmetic = arithmeticIn(entry, sizeNames, emit, constant)
  for (const node of nodes) {
    const name = names[node.id]!
    const all = traces.map(trace => trace.nodes[node.id]!)
    if (!all.every(each => sameOperation(each, node))) throw new Error(branches(node))
    const { values } = node
    if (values === undefined) {
      const after = (node.after ?? []).map(id => `^${names[id]}`)
      emit({ name, op: node.op, inputs: [...node.inputs.map(id => names[id]!), ...after], attributes: node.attributes })
      continue
    }
    if (!all.every(each => each.values!.length === values.length)) throw new Error(batchMade(node))
    const differs = values.map((value, i) => all.some(each => each.values![i] !== value))
    if (!differs.includes(true)) {
      constant(name, node.dtype, node.shape, values)
      continue
    }
    const parts = values.map((value, i) => {
      if (!differs[i]) return constant(`${entry}/literal/${node.dtype}_${safe(value)}`, node.dtype, [], [value])
      const solved = solve(all.map(each => each.values![i]!))
      if (solved === undefined)
        throw new Error(
          unsolved(
            node,
            all.map(each => each.values![i]!),
          ),
        )
      return arithmetic(solved, node.dtype)
    })
    const T = { T: { type: node.dtype } } as const
    if (node.shape.length === 0) {
      emit({ name, op: 'Identity', inputs: parts, attributes: T })
      continue
    }
    const packed = {
      op: 'Pack',
      inputs: parts,
      attributes: { ...T, N: { int: parts.length }, axis: { int: 0 } },
    } as const
    if (node.shape.length === 1) {
      emit({ name, ...packed })
      continue
    }
    const flat = emit({ name: `${name}/flat`, ...packed })
    const shape = constant(`${name}/shape`, 'int32', [node.shape.length], node.shape)
    emit({ name, op: 'Reshape', inputs: [flat, shape], attributes: { ...T, Tshape: { type: 'int32' } } })
  }
  return [...emitted.values()]
}

const arithmeticIn =
  (
    entry: string,
    sizeNames: Readonly<Record<string, string>>,
    emit: (node: EmittedNode) => string,
    constant: (name: string, dtype: Dtype, shape: readonly number[], values: readonly number[]) => string,
  ) =>
  ({ factor, powers, offset }: Monomial, dtype: Dtype): string => {
    const T = { T: { type: dtype } } as const
    const size = (name: string): string =>
      dtype === 'int32'
        ? sizeNames[name]!
        : emit({
            name: `${entry}/size/${name}/${dtype}`,
            op: 'Cast',
            inputs: [sizeNames[name]!],
            attributes: { SrcT: { type: 'int32' }, DstT: { type: dtype }, Truncate: { flag: false } },
          })
    const factors = Object.entries(powers)
      .flatMap(([name, power]) =>
        Array.from({ length: Math.abs(power) }, () => ({ name, op: power > 0 ? 'Mul' : 'RealDiv' })),
      )
      .sort((a, b) => (a.op === b.op ? 0 : a.op === 'Mul' ? -1 : 1))
    const key = `${entry}/solved/${dtype}_${safe(factor)}_${factors.map(({ name, op }) => `${op}${name}`).join('')}_${safe(offset)}`
    const product = factors.reduce(
      (sofar, { name, op }, i) => emit({ name: `${key}/${i}`, op, inputs: [sofar, size(name)], attributes: T }),
      constant(`${key}/factor`, dtype, [], [factor]),
    )
    return offset === 0
      ? product
      : emit({
          name: `${key}/sum`,
          op: 'AddV2',
          inputs: [product, constant(`${key}/offset`, dtype, [], [offset])],
          attributes: T,
        })
  }

const safe = (value: number): string => String(value).replace(/[^\w]/g, '_')

const at = (node: Node | undefined): string => node?.stage ?? 'a stage'
const sameOperation = (a: Node, b: Node): boolean =>
  a.op === b.op && a.inputs.join() === b.inputs.join() && JSON.stringify(a.attributes) === JSON.stringify(b.attributes)
const firstOther = (a: readonly Node[], b: readonly Node[]): Node | undefined =>
  a.find((node, i) => node.op !== b[i]?.op) ?? b[a.length]
const branches = (node: Node | undefined): string =>
  `${at(node)} branches on the size of a batch: write it so that every batch takes the same operations`
const batchMade = (node: Node): string =>
  `${at(node)} makes an array in JavaScript that is as long as a batch: make it with tensor operations, as tf.range`
const unsolved = (node: Node, values: readonly number[]): string =>
  `${at(node)} has a number that is no simple function of the batch's sizes: ${values.join(', ')}`
