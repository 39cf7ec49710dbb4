import { type Graph, printGraph, sizeOf } from './graph.js'
import type { GraphNode } from './passes/rewrite.js'
import { type Sizes, sizeAt } from './size.js'

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
  /** A node's shape in numbers, at one of the sizes that the graph was traced at. */
  readonly shapeOf: (id: number) => readonly number[]
}

/** What a valid graph is, whatever its sizes are. */
const rules: readonly Rule[] = [
  { about: 'its id is its place', broken: ({ id }, { graph }) => graph.nodes[id]?.id !== id },
  {
    about: 'it stands after what it reads and waits for',
    broken: ({ id, inputs, after = none }) =>
      inputs.some(read => read < 0 || read >= id) || after.some(read => read < 0 || read >= id),
  },
  {
    about: 'its name is its own',
    broken: ({ id, name }, { named }) => name !== undefined && named.get(name) !== id,
  },
  {
    about: 'its operands have its type',
    broken: ({ op, inputs, dtype }, { at }) => ofOneType.has(op) && inputs.some(id => at(id).dtype !== dtype),
  },
]
const none: readonly number[] = []

const broadcasts: Rule = {
  about: 'its operands broadcast to its shape',
  broken: ({ id, inputs }, { shapeOf }) => !isBroadcast(inputs.map(shapeOf), shapeOf(id)),
}
const multiplies: Rule = {
  about: 'a product’s inner sides agree',
  broken: (node, context) => !isProduct(node, context),
}
const isChanged = (by: number): Rule => ({
  about: 'a variable is changed by a tensor of its shape',
  broken: ({ inputs }, { shapeOf }) => shapeOf(inputs[0]!).join() !== shapeOf(inputs[by]!).join(),
})

/** What is not known is not held against a graph. */
const differ = (a: number, b: number): boolean => Math.abs(a - b) > 1e-6 * Math.abs(a)

const elementwise = ['AddV2', 'Sub', 'Mul', 'RealDiv', 'Maximum', 'Minimum', 'Pow']
const ofOneType = new Set([...elementwise, 'MatMul', 'BatchMatMulV2', 'BiasAdd', 'AddN'])

/** What holds of a node's sizes, by its operation. */
const ofSizes: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    'Const',
    {
      about: 'a constant has as many numbers as its shape',
      broken: ({ id, values }, { shapeOf }) => values?.length !== sizeOf(shapeOf(id)),
    },
  ],
  [
    'Reshape',
    {
      about: 'a reshape keeps every number',
      broken: ({ id, inputs }, { shapeOf }) => differ(sizeOf(shapeOf(inputs[0]!)), sizeOf(shapeOf(id))),
    },
  ],
  ...['MatMul', 'BatchMatMulV2'].map(op => [op, multiplies] as const),
  ...[...elementwise, 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'SelectV2'].map(
    op => [op, broadcasts] as const,
  ),
  // Operations that change a variable, and which of their inputs is as large as it.
  ...(
    [
      ['AssignVariableOp', 1],
      ['AssignAddVariableOp', 1],
      ['AssignSubVariableOp', 1],
      ['ResourceApplyGradientDescent', 2],
      ['ResourceApplyMomentum', 3],
      ['ResourceApplyAdagradV2', 4],
      ['ResourceApplyAdam', 9],
      ['ResourceApplyAdamWithAmsgrad', 10],
    ] as const
  ).map(([op, by]) => [op, isChanged(by)] as const),
])

const isBroadcast = (operands: readonly (readonly number[])[], shape: readonly number[]): boolean =>
  shape.every((side, i) => {
    const sides = operands.map(operand => operand[i - shape.length + operand.length] ?? 1)
    if ([side, ...sides].some(Number.isNaN)) return true
    return side === (sides.find(each => each !== 1) ?? 1) && sides.every(each => each === 1 || each === side)
  })

const isProduct = ({ op, id, inputs, attributes }: GraphNode, { shapeOf }: Context): boolean => {
  const [a, b] = inputs.map(shapeOf) as [readonly number[], readonly number[]]
  const flag = (name: string): boolean => (attributes[name] as { readonly flag: boolean } | undefined)?.flag ?? false
  const [turnA, turnB] = op === 'MatMul' ? [flag('transpose_a'), flag('transpose_b')] : [flag('adj_x'), flag('adj_y')]
  const [rows, inner] = turnA ? [a.at(-1), a.at(-2)] : [a.at(-2), a.at(-1)]
  const [other, columns] = turnB ? [b.at(-1), b.at(-2)] : [b.at(-2), b.at(-1)]
  const made = shapeOf(id)
  return inner === other && made.at(-2) === rows && made.at(-1) === columns
}

/** Throws when a graph is not valid: a fault of ours, not of a pipeline. */
export const checkGraph = (graph: Graph, pass: string): void => {
  const { nodes, samples, entry } = graph
  const named = new Map(nodes.toReversed().flatMap(({ id, name }) => (name === undefined ? [] : [[name, id] as const])))
  const at = (id: number): GraphNode => nodes[id]!
  const hold = (node: GraphNode, rule: Rule | undefined, context: Context): void => {
    if (rule?.broken(node, context))
      throw new Error(`internal: ${entry}, ${pass}: it does not hold that ${rule.about}\n${excerpt(graph, node)}`)
  }
  const contextAt = (sizes: Sizes): Context => {
    const numbers = shapesAt(sizes)
    return { graph, named, at, shapeOf: id => numbers(at(id).shape) }
  }
  const contexts = samples.map(contextAt)
  const any = contextAt({})
  for (const node of nodes) {
    for (const rule of rules) hold(node, rule, any)
    for (const context of contexts) hold(node, ofSizes.get(node.op), context)
  }
}

/** Shapes in numbers, each once for sizes: passes hand most of them on. */
const shapesAt = (sizes: Sizes): ((shape: GraphNode['shape']) => readonly number[]) => {
  const known = inNumbers.get(sizes) ?? new WeakMap<GraphNode['shape'], readonly number[]>()
  inNumbers.set(sizes, known)
  return shape => {
    const found = known.get(shape)
    if (found !== undefined) return found
    const made = shape.map(side => sizeAt(side, sizes))
    known.set(shape, made)
    return made
  }
}
const inNumbers = new WeakMap<Sizes, WeakMap<GraphNode['shape'], readonly number[]>>()

/** A node with what it reads, printed. */
const excerpt = ({ nodes }: Graph, { id, inputs }: GraphNode): string =>
  printGraph({ nodes: [...new Set([...inputs, id])].flatMap(each => nodes[each] ?? []) })
