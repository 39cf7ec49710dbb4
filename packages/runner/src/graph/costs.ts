import { type Dtype, type Graph, type Node, sizeOf } from './graph.js'
import type { GraphNode } from './passes/rewrite.js'
import { type Size, type Sizes, sizeAt } from './size.js'

/** What one run of a node costs. */
export interface Cost {
  /** Floating-point operations: a multiplication and an addition are two, any other function of a number is one. */
  readonly flops: number
  /** Bytes of the tensor that it makes; none where it gives on what it is given. */
  readonly bytes: number
}

/** The cost of each node of a graph for a batch of these sizes. A side that is no function of the sizes counts nothing. */
export const costsAt = (graph: Graph, sizes: Sizes): readonly Cost[] => {
  const numbers = shapesAt(graph, sizes)
  return graph.nodes.map(node => ({
    flops: flopsOf(
      node,
      numbers[node.id]!,
      node.inputs.map(id => numbers[id]!),
    ),
    bytes: views.has(node.op) ? 0 : sizeOf(numbers[node.id]!) * bytesOf[node.dtype],
  }))
}

/** Every shape in numbers. A size is one object in all the shapes that have it, so each is computed once. */
export const shapesAt = ({ nodes }: Graph, sizes: Sizes): readonly (readonly number[])[] => {
  const known = new Map<Size, number>()
  const numberOf = (size: Size): number => {
    if (typeof size === 'number') return size
    const number = known.get(size) ?? sizeAt(size, sizes)
    known.set(size, number)
    return Number.isNaN(number) ? 0 : number
  }
  return nodes.map(({ shape }) => shape.map(numberOf))
}

export const flopsOf = (
  node: Pick<Node | GraphNode, 'op' | 'attributes'>,
  made: readonly number[],
  read: readonly (readonly number[])[],
): number => {
  const rule = flops.get(node.op) ?? eachMade
  return rule(made, read, node)
}

type Flops = (
  made: readonly number[],
  read: readonly (readonly number[])[],
  node: Pick<Node | GraphNode, 'attributes'>,
) => number

const nothing: Flops = () => 0
/** So many for each number that is made, or that is read. */
const made =
  (each: number): Flops =>
  shape =>
    each * sizeOf(shape)
const read =
  (each: number): Flops =>
  (_, [x]) =>
    each * sizeOf(x!)
/** Of an operation that is not in the table; tests see to it that there is none. */
const eachMade: Flops = shape => sizeOf(shape)
/** Each number that is made sums products over the inner side, the last of the left operand unless that is turned. */
const product =
  (turned: string): Flops =>
  (shape, [a], { attributes }) => {
    const flag = attributes[turned]
    return 2 * sizeOf(shape) * (a!.at(flag !== undefined && 'flag' in flag && flag.flag ? -2 : -1) ?? 1)
  }
/** 'ij,jk->ik': a product and a sum for each choice of all letters; with one operand, a sum. */
const einsum: Flops = (_, inputs, { attributes }) => {
  const { equation } = attributes
  const letters = equation !== undefined && 'words' in equation ? equation.words.split('->')[0]!.split(',') : []
  const sides = new Map(letters.flatMap((each, i) => [...each].map((letter, at) => [letter, inputs[i]![at]!])))
  return letters.length * sizeOf([...sides.values()])
}
const windowed: Flops = (shape, _, { attributes: { ksize } }) =>
  sizeOf(shape) * (ksize !== undefined && 'list' in ksize ? sizeOf(ksize.list) : 1)
/** Each number made sums products with a filter `[height, width, in, out]`, or `[height, width, in, each]` for a channel. */
const filtered =
  (filter: number, sides: number): Flops =>
  (shape, inputs) =>
    2 * sizeOf(shape) * sizeOf(inputs[filter]!.slice(0, sides))
/** The gradients of such a sum: as many products as the sum itself, whose result is the last that is read. */
const unfiltered =
  (
    sides: number,
    filter: (made: readonly number[], read: readonly (readonly number[])[]) => readonly number[],
  ): Flops =>
  (shape, inputs) =>
    2 * sizeOf(inputs.at(-1)!) * sizeOf(filter(shape, inputs).slice(0, sides))

const words = (names: string): readonly string[] => names.trim().split(/\s+/)
const all = (names: string, rule: Flops): readonly (readonly [string, Flops])[] =>
  words(names).map(name => [name, rule] as const)

/** Every operation that the compiler writes. */
const flops: ReadonlyMap<string, Flops> = new Map([
  ...all(
    'Const Placeholder Identity Cast Shape Reshape Fill Range LinSpace OneHot Diag BroadcastTo ReverseV2 Tile',
    nothing,
  ),
  ...all('Transpose Slice StridedSlice ConcatV2 Pack PadV2 MirrorPad BatchToSpaceND SpaceToBatchND Bitcast', nothing),
  ...all('GatherNd GatherV2 ScatterNd SparseToDense TensorScatterUpdate TopKV2 LowerBound UpperBound', nothing),
  ...all(
    'VarHandleOp ReadVariableOp AssignVariableOp ResourceScatterUpdate StatelessRandomUniformFullIntV2 BitwiseAnd',
    nothing,
  ),
  ...all(
    'Switch Merge Port All Any ArgMax ArgMin LogicalAnd LogicalNot LogicalOr IsFinite IsInf IsNan SelectV2 MaxPoolGrad',
    nothing,
  ),
  ...all('Abs Acos Acosh Asin Asinh Atan Atanh Atan2 Ceil Cos Cosh Erf Exp Expm1 Floor Log Log1p Neg', made(1)),
  ...all('Reciprocal Round Rsqrt Sigmoid Sign Sin Sinh Sqrt Square Tan Tanh Elu Relu Relu6 Selu Softplus', made(1)),
  ...all('AddV2 BiasAdd Sub Mul RealDiv FloorDiv FloorMod Pow Maximum Minimum LeakyRelu', made(1)),
  ...all('Equal NotEqual Greater GreaterEqual Less LessEqual', made(1)),
  ...all('ClipByValue SquaredDifference EluGrad', made(2)),
  ...all('Max Mean Min Prod Sum Cumprod Cumsum Bincount BiasAddGrad', read(1)),
  ...all('UnsortedSegmentSum', read(1)),
  ...all('L2Loss', read(2)),
  ...all('Softmax LogSoftmax', read(4)), // the largest, a difference, an exponential or its sum, a quotient
  ...all('AssignAddVariableOp AssignSubVariableOp', read(1)),
  ...all('ResourceApplyGradientDescent', read(2)),
  ...all('ResourceApplyMomentum', read(4)),
  ...all('ResourceApplyAdagradV2', read(6)), // a square, two sums, a root, a product, a quotient
  ...all('ResourceApplyAdamWithAmsgrad', read(11)),
  ...all('ResourceApplyAdam', read(10)), // m: 3, v: 4, a root, a sum, a quotient; the rest is done in the same pass
  ...all('FusedBatchNormV3', read(6)), // mean: 1, variance: 3, a difference and a product,
  ...all('SiameseNorm', read(8)),
  ...all('SiameseNormGradient', read(14)),
  ...all('SiameseGelu', read(8)),
  ...all('SiameseGeluGradient', read(12)),
  ...all('SiameseDropout', read(1)),
  // two products, and a softmax; three products more backward
  ['SiameseAttention', (shape, inputs) => (4 * shape[3]! + 6) * sizeOf(inputs[1]!) * inputs[1]![2]!],
  ['SiameseAttentionGradient', (shape, inputs) => (8 * shape[3]! + 6) * sizeOf(inputs[0]!)],
  ...all('SiameseColumnSums', read(1)),
  // a product with the matrix in each step, and two more backward; some twenty functions of each number of the state
  ['BlockLSTMV2', ([steps, rows, hidden], inputs) => steps! * rows! * (2 * sizeOf(inputs[4]!) + 20 * hidden!)],
  ['BlockLSTMGradV2', ([steps, rows], inputs) => steps! * rows! * (4 * sizeOf(inputs[4]!) + 30 * inputs[2]![1]!)],
  ['AddN', (shape, inputs) => (inputs.length - 1) * sizeOf(shape)],
  ['MatMul', product('transpose_a')],
  ['BatchMatMulV2', product('adj_x')],
  ['Einsum', einsum],
  ...all('AvgPool MaxPool', windowed),
  ['AvgPoolGrad', made(1)],
  ['Conv2D', filtered(1, 3)],
  ['DepthwiseConv2dNative', filtered(1, 2)],
  ['Conv2DBackpropFilter', unfiltered(3, shape => shape)],
  ['Conv2DBackpropInput', unfiltered(3, (_, inputs) => inputs[1]!)],
  ['DepthwiseConv2dNativeBackpropFilter', unfiltered(2, shape => shape)],
  ['DepthwiseConv2dNativeBackpropInput', unfiltered(2, (_, inputs) => inputs[1]!)],
])
export const knowsCostOf = (op: string): boolean => flops.has(op)

/** Take no memory: they give on that of what they read, stand for what is there without them, or change it. */
export const views: ReadonlySet<string> = new Set(
  words(`Identity Switch Merge Port Reshape Bitcast VarHandleOp ReadVariableOp Placeholder Const
    AssignVariableOp AssignAddVariableOp AssignSubVariableOp ResourceApplyGradientDescent ResourceApplyMomentum
    ResourceApplyAdagradV2 ResourceApplyAdamWithAmsgrad ResourceApplyAdam ResourceScatterUpdate`),
)

export const bytesOf: Readonly<Record<Dtype, number>> = {
  float32: 4,
  bfloat16: 2,
  int32: 4,
  int64: 8,
  uint64: 8,
  uint16: 2,
  bool: 1,
  resource: 0,
}
