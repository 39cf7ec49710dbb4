import type { Graph } from '../graph.js'
import type { Size } from '../size.js'
import { closed } from './closed.js'
import { type GraphNode, placeOf, type Rewriting, rewrite } from './rewrite.js'

/**
 * A layer norm whose steps nothing else reads is written as a batch norm with a channel for each row: with a scale and an offset behind,
 * oneDNN computes it as one operation. A gradient reads the steps, so training keeps them.
 */
export const layerNorms = (graph: Graph): Graph => {
  const isClosed = closed(graph)
  const norms = new Set(
    graph.nodes.flatMap(node => {
      const norm = layerNormAt(node, id => graph.nodes[id]!)
      return norm !== undefined && isClosed(node, norm.steps) ? [node.id] : []
    }),
  )
  return rewrite(graph, (node, write) =>
    norms.has(node.id) ? fused(node, layerNormAt(node, write.at)!, write) : undefined,
  )
}

interface LayerNorm {
  readonly x: GraphNode
  readonly weight: GraphNode
  readonly bias: GraphNode
  readonly epsilon: number
  /** What is computed between `x` and the result. */
  readonly steps: readonly GraphNode[]
}

/** (x − mean) / √(variance + ε) · weight + bias, as it is recorded. */
const layerNormAt = (node: GraphNode, at: (id: number) => GraphNode): LayerNorm | undefined => {
  const operands = (from: GraphNode | undefined, ...ops: readonly string[]) =>
    from !== undefined && from.dtype === 'float32' && ops.includes(from.op) ? from.inputs.map(at) : []
  const [scaled, bias] = operands(node, 'BiasAdd', 'AddV2')
  const [normal, weight] = operands(scaled, 'Mul')
  const [centered, inverse] = operands(normal, 'Mul')
  const [widened] = operands(inverse, 'Rsqrt')
  const [variance, epsilon] = operands(widened, 'AddV2')
  const [square, axis] = operands(variance, 'Mean')
  const [squared] = operands(square, 'Square')
  const [x, mean] = operands(centered, 'Sub')
  const [averaged, meanAxis] = operands(mean, 'Mean')
  const steps = [scaled, normal, centered, inverse, widened, variance, square, mean]
  if (squared?.id !== centered?.id || averaged?.id !== x?.id) return undefined
  if (![axis, meanAxis].every(each => each?.values?.join() === '1')) return undefined
  if (![x, mean, variance].every(each => each?.shape.length === 2)) return undefined
  if (![weight, bias].every(each => each?.shape.length === 1 && each.shape[0] === x!.shape[1])) return undefined
  const value = epsilon!.shape.length === 0 ? epsilon!.values?.[0] : undefined
  return typeof value === 'number'
    ? { x: x!, weight: weight!, bias: bias!, epsilon: value, steps: steps as GraphNode[] }
    : undefined
}

const fused = (node: GraphNode, { x, weight, bias, epsilon }: LayerNorm, { add, constant }: Rewriting): GraphNode => {
  const T = { T: { type: 'float32' } } as const
  const place = placeOf(node)
  const made = (
    op: string,
    inputs: readonly GraphNode[],
    attributes: GraphNode['attributes'],
    shape = node.shape,
    dtype: GraphNode['dtype'] = 'float32',
  ) => add({ op, inputs: inputs.map(({ id }) => id), attributes, shape, dtype, ...place })
  /** The rows are the side that is left to be found. */
  const reshaped = (from: GraphNode, sides: readonly number[], shape: GraphNode['shape']) =>
    made('Reshape', [from, constant(sides, [sides.length], 'int32')], { ...T, Tshape: { type: 'int32' } }, shape)
  const [rows, width] = x.shape as [Size, number]
  const sides = made('Shape', [x], { ...T, out_type: { type: 'int32' } }, [2], 'int32')
  const channels = made(
    'Slice',
    [sides, constant([0], [1], 'int32'), constant([1], [1], 'int32')],
    { T: { type: 'int32' }, Index: { type: 'int32' } },
    [1],
    'int32',
  )
  const [ones, zeros] = [1, 0].map(value =>
    made('Fill', [channels, constant([value], [], 'float32')], { ...T, index_type: { type: 'int32' } }, [rows]),
  ) as [GraphNode, GraphNode]
  const none = constant([], [0], 'float32')
  const normal = made(
    'FusedBatchNormV3',
    [reshaped(x, [1, -1, width, 1], [1, rows, width, 1]), ones, zeros, none, none],
    {
      ...T,
      U: { type: 'float32' },
      epsilon: { float: epsilon },
      data_format: { words: 'NCHW' },
      is_training: { flag: true },
    },
    [1, rows, width, 1],
  )
  return made('AddV2', [made('Mul', [reshaped(normal, [-1, width], x.shape), weight], T), bias], T)
}
