import type { Graph } from '../graph.js'
import type { Size } from '../size.js'
import { closed } from './closed.js'
import { type LayerNorm, layerNormAt } from './layerNormAt.js'
import { findAll } from './pattern.js'
import { type GraphNode, placeOf, type Rewriting, rewrite } from './rewrite.js'

/**
 * A layer norm whose steps nothing else reads is written as a batch norm with a channel for each row: with a scale and an offset behind,
 * oneDNN computes it as one operation. A gradient reads the steps, so training keeps them.
 */
export const layerNorms = (graph: Graph): Graph => {
  const isClosed = closed(graph)
  const norms = findAll(graph, (node, at) => {
    const norm = layerNormAt(node, at)
    return norm !== undefined && isClosed([node], norm.steps) ? norm : undefined
  })
  return rewrite(graph, (node, write) => {
    const norm = norms.get(node.id)
    return norm && fused(node, norm, write)
  })
}

const fused = (node: GraphNode, norm: LayerNorm, { add, constant, moved }: Rewriting): GraphNode => {
  const [x, weight, bias] = [norm.x, norm.weight, norm.bias].map(moved) as [GraphNode, GraphNode, GraphNode]
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
      epsilon: { float: norm.epsilon },
      data_format: { words: 'NCHW' },
      is_training: { flag: true },
    },
    [1, rows, width, 1],
  )
  return made('AddV2', [made('Mul', [reshaped(normal, [-1, width], x.shape), weight], T), bias], T)
}
