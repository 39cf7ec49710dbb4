import { type Problem, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Graph } from '../graph.js'
import { type LayerNorm, layerNormAt } from '../passes/layerNormAt.js'
import { findAll } from '../passes/pattern.js'
import type { GraphNode } from '../passes/rewrite.js'
import { isNoForm } from './form.js'
import { forms } from './forms/index.js'
import type { OnnxGraph, OnnxValue } from './onnxModel.js'
import { elementOf, type OnnxWriter, onnxWriter } from './onnxWriter.js'
import { turned, type Weight, type WeightForm } from './weightForm.js'

/** What the file is fed with, and what the entry point is fed with of it, by name. */
export interface FedWith {
  readonly inputs: readonly OnnxValue[]
  readonly feeds: (write: OnnxWriter) => Readonly<Record<string, string>>
}
/**
 * An entry point as an ONNX graph. What has no form in ONNX is said, each
 * operation of each stage once.
 */
export const onnxGraph = (
  graph: Graph,
  { inputs: given, feeds }: FedWith,
  fetches: readonly OnnxValue[],
  weights: (name: string) => Weight,
  form: WeightForm,
): Either<readonly Problem[], OnnxGraph> => {
  const { nodes, entry } = graph
  const norms = findAll(graph, layerNormAt)
  const write = onnxWriter()
  const fed = feeds(write)
  const made = new Map<number, string>()
  const problems = new Map<string, Problem>()
  const at = (id: number): GraphNode => nodes[id]!
  const refuse = (node: GraphNode, what: string) =>
    problems.set(
      `${node.stage} ${what}`,
      problem(`${node.stage ?? 'the pipeline'} computes ${what}, which has no form in ONNX: export a model without it`),
    )
  const weightOf = (node: GraphNode): Weight | undefined => {
    const handle = node.op === 'ReadVariableOp' ? at(node.inputs[0]!) : undefined
    return handle === undefined
      ? undefined
      : weights((handle.attributes.shared_name as { readonly words: string }).words)
  }
  /** A product with a weight, and rows of one, are written as the weights' form has them. */
  const ofWeight = (node: GraphNode, inputs: readonly string[]): string | undefined => {
    const [first, second] = node.inputs.map(at)
    if (node.op === 'GatherV2') {
      const table = weightOf(first!)
      return table === undefined || table.shape.length !== 2 || !isAxis0(at(node.inputs[2]!))
        ? undefined
        : form.rows(write, table, inputs[1]!)
    }
    if (node.op !== 'MatMul') return undefined
    const matrix = weightOf(second!)
    const { transpose_a, transpose_b } = node.attributes as Readonly<Record<string, { readonly flag: boolean }>>
    if (matrix === undefined || transpose_a!.flag) return undefined
    return form.times(write, inputs[0]!, transpose_b!.flag ? turned(matrix) : matrix)
  }
  const writeNode = (node: GraphNode): string => {
    if (node.op === 'Placeholder') return fed[node.name!.slice(entry.length + 1)] ?? unfed(node.name!)
    if (node.op === 'Const')
      return write.constant(elementOf(node.dtype), node.values!.map(Number), node.shape.map(Number))
    const own = weightOf(node)
    if (own !== undefined) return form.whole(write, own)
    const norm = norms.get(node.id)
    if (norm !== undefined)
      return write.op(
        'LayerNormalization',
        [norm.x, norm.weight, norm.bias].map(({ id }) => nameOf(id)),
        { axis: -1, epsilon: { float: norm.epsilon } },
      )
    const reads = node.inputs.map(at)
    const ofOwn = reads.map((read, i) => (i < 2 && weightOf(read) !== undefined ? '' : nameOf(read.id)))
    const special = ofWeight(node, ofOwn)
    if (special !== undefined) return special
    const inputs = node.inputs.map(nameOf)
    const written = forms[node.op]
    if (written === undefined) {
      refuse(node, node.op)
      return ''
    }
    try {
      return written(write, { node, inputs, reads })
    } catch (error) {
      if (!isNoForm(error)) throw error
      refuse(node, error.message)
      return ''
    }
  }
  const nameOf = (id: number): string => {
    const known = made.get(id)
    if (known !== undefined) return known
    const name = writeNode(at(id))
    made.set(id, name)
    return name
  }
  // What a node reads stands before it: each is written before it is asked for, and nothing nests deeply.
  for (const id of needed(
    nodes,
    fetches.map(({ name }) => `${entry}.${name}`),
    norms,
  ))
    nameOf(id)
  if (problems.size > 0) return left([...problems.values()])
  for (const { name } of fetches) write.called(name, nameOf(fetchedAs(nodes, `${entry}.${name}`).id))
  const read = new Set(write.nodes.flatMap(({ inputs }) => inputs))
  return right({
    nodes: write.nodes,
    initializers: write.initializers.filter(({ name }) => read.has(name)),
    inputs: given,
    outputs: fetches,
  })
}

const unfed = (name: string): never => {
  throw new Error(`internal: ${name} is not fed`)
}
const isAxis0 = ({ values }: GraphNode): boolean => values?.join() === '0'
const fetchedAs = (nodes: Graph['nodes'], name: string): GraphNode => {
  const found = nodes.find(node => node.name === name)
  if (found === undefined) throw new Error(`internal: ${name} is not in the graph`)
  return found
}

/** The nodes that outputs depend on, in order; weights are read by what uses them. */
const needed = (
  nodes: Graph['nodes'],
  outputs: readonly string[],
  norms: ReadonlyMap<number, LayerNorm>,
): readonly number[] => {
  const wanted = new Set(outputs.map(name => fetchedAs(nodes, name).id))
  for (let id = nodes.length - 1; id >= 0; id--) {
    if (!wanted.has(id)) continue
    const norm = norms.get(id)
    const reads = norm === undefined ? nodes[id]!.inputs : [norm.x.id, norm.weight.id, norm.bias.id]
    for (const read of reads) wanted.add(read)
  }
  return [...wanted].filter(id => !['ReadVariableOp', 'VarHandleOp'].includes(nodes[id]!.op)).sort((a, b) => a - b)
}
