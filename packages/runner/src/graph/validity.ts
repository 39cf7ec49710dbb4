import { type Graph, printGraph, sizeOf } from './graph.js'
import type { GraphNode } from './passes/rewrite.js'
import { type Size, sizeAt } from './size.js'

/** What is wrong with a node of a graph, or undefined. */
interface Rule {
  readonly about: string
  readonly broken: (node: GraphNode, context: Context) => boolean
}
interface Context {
  readonly graph: Graph
  /** The first node of each name. */
  readonly named: ReadonlyMap<string, number>
  readonly at: (id: number) => GraphNode
  /** A shape in numbers, at one of the sizes that the graph was traced at. */
  readonly numbers: (shape: readonly Size[]) => readonly number[]
}

/** What a valid graph is. */
const rules: readonly Rule[] = [
  { about: 'its id is its place', broken: ({ id }, { graph }) => graph.nodes[id]?.id !== id },
  {
    about: 'it stands after what it reads and waits for',
    broken: ({ id, inputs, after = [] }) => [...inputs, ...after].some(read => read < 0 || read >= id),
  },
  {
    about: 'its name is its own',
    broken: ({ id, name }, { named }) => name !== undefined && named.get(name) !== id,
  },
  {
    about: 'a constant has as many numbers as its shape',
    broken: ({ op, values, shape }, { numbers }) => op === 'Const' && values?.length !== sizeOf(numbers(shape)),
  },
  {
    about: 'its operands have its type',
    broken: ({ op, inputs, dtype }, { at }) => ofOneType.has(op) && inputs.some(id => at(id).dtype !== dtype),
  },
  {
    about: 'its operands broadcast to its shape',
    broken: ({ op, inputs, shape }, { at, numbers }) =>
      broadcasting.has(op) &&
      !isBroadcast(
        inputs.map(id => numbers(at(id).shape)),
        numbers(shape),
      ),
  },
  {
    about: 'a product’s inner sides agree',
    broken: (node, context) => (node.op === 'MatMul' || node.op === 'BatchMatMulV2') && !isProduct(node, context),
  },
  {
    about: 'a reshape keeps every number',
    broken: ({ op, inputs, shape }, { at, numbers }) =>
      op === 'Reshape' && differ(sizeOf(numbers(at(inputs[0]!).shape)), sizeOf(numbers(shape))),
  },
  {
    about: 'a variable is changed by a tensor of its shape',
    broken: ({ op, inputs }, { at, numbers }) =>
      changes.has(op) && numbers(at(inputs[0]!).shape).join() !== numbers(at(inputs[changes.get(op)!]!).shape).join(),
  },
]

/** What is not known is not held against a graph. */
const differ = (a: number, b: number): boolean => Math.abs(a - b) > 1e-6 * Math.abs(a)

const elementwise = ['AddV2', 'Sub', 'Mul', 'RealDiv', 'Maximum', 'Minimum', 'Pow']
const ofOneType = new Set([...elementwise, 'MatMul', 'BatchMatMulV2', 'BiasAdd', 'AddN'])
const broadcasting = new Set([...elementwise, 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'SelectV2'])
/** Operations that change a variable, and which of their inputs is as large as it. */
const changes = new Map([
  ['AssignVariableOp', 1],
  ['AssignAddVariableOp', 1],
  ['AssignSubVariableOp', 1],
  ['ResourceApplyGradientDescent', 2],
  ['ResourceApplyMomentum', 3],
  ['ResourceApplyAdagradV2', 4],
  ['ResourceApplyAdam', 9],
  ['ResourceApplyAdamWithAmsgrad', 10],
])

const isBroadcast = (operands: readonly (readonly number[])[], shape: readonly number[]): boolean =>
  shape.every((side, i) => {
    const sides = operands.map(operand => operand[i - shape.length + operand.length] ?? 1)
    if ([side, ...sides].some(Number.isNaN)) return true
    return side === (sides.find(each => each !== 1) ?? 1) && sides.every(each => each === 1 || each === side)
  })

const isProduct = ({ op, inputs, attributes, shape }: GraphNode, { at, numbers }: Context): boolean => {
  const [a, b] = inputs.map(id => numbers(at(id).shape)) as [readonly number[], readonly number[]]
  const flag = (name: string): boolean => (attributes[name] as { readonly flag: boolean } | undefined)?.flag ?? false
  const [turnA, turnB] = op === 'MatMul' ? [flag('transpose_a'), flag('transpose_b')] : [flag('adj_x'), flag('adj_y')]
  const [rows, inner] = turnA ? [a.at(-1), a.at(-2)] : [a.at(-2), a.at(-1)]
  const [other, columns] = turnB ? [b.at(-1), b.at(-2)] : [b.at(-2), b.at(-1)]
  const made = numbers(shape)
  return inner === other && made.at(-2) === rows && made.at(-1) === columns
}

/** Throws when a graph is not valid: a fault of ours, not of a pipeline. */
export const checkGraph = (graph: Graph, pass: string): void => {
  const { nodes, samples, entry } = graph
  const named = new Map(nodes.toReversed().flatMap(({ id, name }) => (name === undefined ? [] : [[name, id] as const])))
  const at = (id: number): GraphNode => nodes[id]!
  for (const sizes of samples) {
    const context = { graph, named, at, numbers: (shape: readonly Size[]) => shape.map(side => sizeAt(side, sizes)) }
    for (const node of nodes) {
      const broken = rules.find(rule => rule.broken(node, context))
      if (broken !== undefined)
        throw new Error(`internal: ${entry}, ${pass}: it does not hold that ${broken.about}\n${excerpt(graph, node)}`)
    }
  }
}

/** A node with what it reads, printed. */
const excerpt = ({ nodes }: Graph, { id, inputs }: GraphNode): string =>
  printGraph({ nodes: [...new Set([...inputs, id])].flatMap(each => nodes[each] ?? []) })
