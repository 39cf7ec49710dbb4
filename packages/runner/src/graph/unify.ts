import type { Graph, Node } from './graph.js'
import { uncomputable } from './inStage.js'
import { type Size, type Sizes, solver, unknown } from './size.js'

/** One entry point, recorded at several sizes. */
export interface Traces {
  readonly entry: string
  readonly traces: readonly { readonly sizes: Sizes; readonly nodes: readonly Node[] }[]
}

/** One graph for all sizes from traces at some: numbers that differ between them become functions of the sizes. */
export const unify = ({ entry, traces }: Traces): Graph => {
  const nodes = traces[0]!.nodes
  for (const trace of traces) if (trace.nodes.length !== nodes.length) refuse(branches(firstOther(nodes, trace.nodes)))
  const samples = traces.map(({ sizes }) => sizes)
  const solve = solver(samples)
  const unified = nodes.map((node, i): Node<Size> => {
    const all = traces.map(trace => trace.nodes[i]!)
    const is = sameOperation(node)
    if (!all.every(is)) refuse(branches(node))
    const { values, ...rest } = node
    const shape = node.shape.map((_, axis) => solve(all.map(each => each.shape[axis]!)) ?? unknown)
    if (values === undefined) return { ...rest, shape }
    if (!all.every(each => each.values!.length === values.length)) refuse(batchMade(node))
    const solved = values.map((_, at) => {
      const numbers = all.map(each => each.values![at]!)
      return solve(numbers) ?? refuse(unsolved(node, numbers))
    })
    return { ...rest, shape, values: solved }
  })
  return { entry, nodes: unified, samples }
}

const refuse = (sentence: string): never => {
  throw uncomputable(sentence, true)
}

const sameOperation = (a: Node): ((b: Node) => boolean) => {
  const attributes = JSON.stringify(a.attributes)
  return b =>
    a === b ||
    (a.op === b.op &&
      a.inputs.length === b.inputs.length &&
      a.inputs.every((id, i) => id === b.inputs[i]) &&
      a.shape.length === b.shape.length &&
      JSON.stringify(b.attributes) === attributes)
}
const firstOther = (a: readonly Node[], b: readonly Node[]): Node | undefined =>
  a.find((node, i) => node.op !== b[i]?.op) ?? b[a.length]

const at = (node: Node | undefined): string => node?.stage ?? 'a stage'
const branches = (node: Node | undefined): string =>
  `${at(node)} branches on the size of a batch: write it so that every batch takes the same operations`
const batchMade = (node: Node): string =>
  `${at(node)} makes an array in JavaScript that is as long as a batch: make it with tensor operations, as tf.range`
const unsolved = (node: Node, values: readonly number[]): string =>
  `${at(node)} has a number that is no simple function of the batch's sizes: ${values.join(', ')}`
