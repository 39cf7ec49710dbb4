import type { Graph } from '../graph.js'
import { type Size, sameShape } from '../size.js'
import { type GraphNode, placeOf, type Rewriting, rewrite } from './rewrite.js'

/**
 * What changes nothing is left out (x · 1, x + 0, a reshape of a reshape), arithmetic on numbers that are the same for all
 * batches is done here, and a tensor of equal numbers beside another becomes a scalar.
 */
export const foldConstants = (graph: Graph): Graph =>
  rewrite(graph, (node, write) => {
    if (node.name !== undefined || node.after !== undefined) return undefined
    for (const fold of [neutral, computed, throughReshape, scalarOperand]) {
      const folded = fold(node, write)
      if (folded !== undefined) return folded
    }
    return undefined
  })

type Fold = (node: GraphNode, write: Rewriting) => GraphNode | undefined

/** The number that a tensor has everywhere. */
const uniform = (node: GraphNode, { at }: Rewriting): Size | undefined => {
  if (node.op === 'Fill') return uniform(at(node.inputs[1]!), { at } as Rewriting)
  const first = node.values?.[0]
  return first !== undefined && node.values!.every(value => value === first) ? first : undefined
}

/** The number that leaves the other operand as it is; on the right only where the order counts. */
const neutralOf: Readonly<Record<string, { readonly value: number; readonly leftToo: boolean }>> = {
  Mul: { value: 1, leftToo: true },
  AddV2: { value: 0, leftToo: true },
  Sub: { value: 0, leftToo: false },
  RealDiv: { value: 1, leftToo: false },
}

const neutral: Fold = (node, write) => {
  const operands = node.inputs.map(write.at)
  const [a, b] = operands
  const rule = neutralOf[node.op]
  const kept =
    rule === undefined
      ? same[node.op]?.(node, a!, write)
      : uniform(b!, write) === rule.value
        ? a
        : rule.leftToo && uniform(a!, write) === rule.value
          ? b
          : undefined
  return kept !== undefined && sameShape(kept.shape, node.shape) && kept.dtype === node.dtype ? kept : undefined
}

/** Operations on one tensor that may give it back. */
const same: Readonly<Record<string, (node: GraphNode, x: GraphNode, write: Rewriting) => GraphNode | undefined>> = {
  Identity: (_, x) => x,
  Cast: (_, x) => x,
  Reshape: (_, x) => x,
  Neg: (_, x, { at }) => (x.op === 'Neg' ? at(x.inputs[0]!) : undefined),
  Transpose: ({ inputs }, x, { at }) => (at(inputs[1]!).values?.every((axis, i) => axis === i) ? x : undefined),
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  Mul: (a, b) => a * b,
  AddV2: (a, b) => a + b,
  Sub: (a, b) => a - b,
  RealDiv: (a, b) => a / b,
  Neg: a => -a,
}

const computed: Fold = (node, write) => {
  const compute = arithmetic[node.op]
  if (compute === undefined || node.dtype !== 'float32') return undefined
  const operands = node.inputs.map(write.at)
  const numbers = operands.map(each => uniform(each, write))
  if (!numbers.every(each => typeof each === 'number')) return undefined
  const [a, b] = numbers as [number, number]
  const scalar = write.add({ ...constantOf(Math.fround(compute(a, b))), ...placeOf(node) })
  if (node.shape.length === 0) return scalar
  const filled = operands.find(({ op, shape }) => op === 'Fill' && sameShape(shape, node.shape))
  return filled && write.add({ ...filled, ...placeOf(node), inputs: [filled.inputs[0]!, scalar.id] })
}

const constantOf = (value: number): Omit<GraphNode, 'id'> => ({
  op: 'Const',
  inputs: [],
  attributes: {},
  shape: [],
  dtype: 'float32',
  values: [value],
})

const throughReshape: Fold = (node, { at, add }) => {
  const [x, target] = node.inputs
  const inner = x === undefined ? undefined : at(x)
  return node.op === 'Reshape' && inner?.op === 'Reshape'
    ? add({ ...node, inputs: [inner.inputs[0]!, target!] })
    : undefined
}

const broadcasting = new Set(['Mul', 'AddV2', 'Sub', 'RealDiv', 'Maximum', 'Minimum', 'SelectV2'])

const scalarOperand: Fold = (node, write) => {
  if (!broadcasting.has(node.op)) return undefined
  const operands = node.inputs.map(write.at)
  const inputs = operands.map(each => (each.op === 'Fill' ? each.inputs[1]! : each.id))
  const rest = operands.filter(each => each.op !== 'Fill')
  return rest.length < operands.length && rest.some(({ shape }) => sameShape(shape, node.shape))
    ? write.add({ ...node, inputs })
    : undefined
}
