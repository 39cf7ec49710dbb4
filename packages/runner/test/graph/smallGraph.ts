import type { Graph } from '../../src/graph/graph.js'
import type { GraphNode } from '../../src/graph/passes/rewrite.js'
import type { Size } from '../../src/graph/size.js'

export const rows: Size = { factor: 1, powers: { rows: 1 }, offset: 0 }
export const samples = [{ rows: 7 }, { rows: 11 }, { rows: 5 }]

/** A node of a graph made by hand: its operation, what it reads, its shape, and the rest. */
export const node = (
  op: string,
  inputs: readonly number[],
  shape: readonly Size[],
  rest: Partial<GraphNode> = {},
): Omit<GraphNode, 'id'> => ({ op, inputs, shape, dtype: 'float32', attributes: {}, ...rest })

export const graphOf = (nodes: readonly Omit<GraphNode, 'id'>[], entry = 'train'): Graph => ({
  entry,
  samples,
  nodes: nodes.map((each, id) => ({ ...each, id })),
})

const forward = (stage: string) => ({ stage, part: 'forward' }) as const
const backward = (stage: string) => ({ stage, part: 'backward' }) as const

/** y = x wᵀ, |y|² / 2 of it, and back: a step of two stages, with x [rows, 4] and w [3, 4]. */
export const step = graphOf([
  node('Placeholder', [], [rows, 4], { name: 'train.x' }), // 0
  node('VarHandleOp', [], [3, 4], { name: 'variable/w', dtype: 'resource' }), // 1
  node('ReadVariableOp', [1], [3, 4]), // 2
  node('MatMul', [0, 2], [rows, 3], { attributes: { transpose_b: { flag: true } }, ...forward('encode') }), // 3
  node('Tanh', [3], [rows, 3], forward('encode')), // 4
  node('Identity', [4], [rows, 3], { part: 'forward' }), // 5
  node('L2Loss', [5], [], forward('loss')), // 6
  node('Mul', [6, 5], [rows, 3], backward('loss')), // 7
  node('Mul', [7, 4], [rows, 3], backward('encode')), // 8
  node('MatMul', [8, 0], [3, 4], { attributes: { transpose_a: { flag: true } }, ...backward('encode') }), // 9
  node('Placeholder', [], [], { name: 'train.rate', part: 'update' }), // 10
  node('Mul', [9, 10], [3, 4], { part: 'update' }), // 11
  node('AssignSubVariableOp', [1, 11], [], { part: 'update' }), // 12
  node('Identity', [6], [], { name: 'train.loss', part: 'update', after: [12] }), // 13
])
