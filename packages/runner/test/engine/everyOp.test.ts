// Every operation of the graph compiler: values and gradients are those of the engine's own operation, for two batches.
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { openGraphSession, runsGraphs } from '../../src/engine/graphSession.js'
import { input, output, traceEntry } from '../../src/graph/entry.js'
import { ops } from '../../src/graph/ops/index.js'
import { throughPasses } from '../../src/graph/passes/index.js'
import { savedModel } from '../../src/graph/savedModel.js'
import { toNode, toTensor, valueAndGradients } from '../../src/graph/traceBackend.js'
import { closeNumbers } from './closeTo.js'
import { numbers } from './gradientSession.js'

/** x and y are [rows, 4], y above 0; at is [rows], from 0 to 3. */
interface Given {
  readonly x: tf.Tensor2D
  readonly y: tf.Tensor2D
  readonly at: tf.Tensor1D
  readonly rows: number
}
type Case = (given: Given) => tf.Tensor
interface Cases {
  readonly of: readonly Case[]
  /** Whether the result has a gradient by x or y. */
  readonly smooth: boolean
}
const smooth = (...of: readonly Case[]): Cases => ({ of, smooth: true })
const only = (...of: readonly Case[]): Cases => ({
  of: of.map(each => given => tf.cast(each(given), 'float32')),
  smooth: false,
})
const four = [0.5, -1, 2, 3]
const matrices = (x: tf.Tensor2D, rows: number): tf.Tensor3D => tf.reshape(x, [rows, 2, 2])

const table: Readonly<Record<string, Cases>> = {
  Abs: smooth(({ x }) => tf.abs(x)),
  Add: smooth(
    ({ x, y }) => tf.add(x, y),
    ({ x }) => tf.add(x, four),
    ({ x }) => tf.add(2, x),
    ({ x, y }) => tf.add(x, tf.slice(y, [0, 1], [-1, 1])),
  ),
  ArgMax: only(
    ({ x }) => tf.argMax(x, 1),
    ({ x }) => tf.argMax(x, 0),
  ),
  BatchMatMul: smooth(
    ({ x, y }) => tf.matMul(x, y, false, true),
    ({ x, y }) => tf.matMul(x, y, true, false),
    ({ x }) => tf.matMul(x, tf.tensor2d([four, four]), false, true),
    ({ x, y, rows }) => tf.matMul(matrices(x, rows), matrices(y, rows)),
    ({ x, y, rows }) => tf.matMul(matrices(x, rows), matrices(y, rows), true, true),
  ),
  Cast: only(
    ({ x }) => tf.cast(x, 'int32'),
    ({ at }) => at,
    ({ x }) => tf.cast(x, 'bool'),
  ),
  Concat: smooth(
    ({ x, y }) => tf.concat([x, y], 0),
    ({ x, y }) => tf.concat([x, y, x], 1),
  ),
  Equal: only(
    ({ x }) => tf.equal(x, x),
    ({ at }) => tf.equal(at, tf.scalar(1, 'int32')),
  ),
  Erf: smooth(({ x }) => tf.erf(x)),
  Exp: smooth(({ x }) => tf.exp(x)),
  ExpandDims: smooth(
    ({ x }) => tf.expandDims(x, 1),
    ({ x }) => tf.expandDims(x, -1),
  ),
  Fill: smooth(({ x, rows }) => tf.mul(x, tf.fill([rows, 4], 3))),
  GatherV2: smooth(
    ({ x, at }) => tf.gather(x, at, 1),
    ({ x, at }) => tf.gather(tf.slice(tf.concat([x, x, x, x]), [0, 0], [4, 4]), at),
  ),
  Greater: only(({ x, y }) => tf.greater(x, y)),
  GreaterEqual: only(({ x }) => tf.greaterEqual(x, 0)),
  Identity: smooth(({ x }) => tf.clone(x)),
  IsNan: only(({ x }) => tf.isNaN(tf.sqrt(x))),
  Less: only(({ x, y }) => tf.less(x, y)),
  LessEqual: only(({ x }) => tf.lessEqual(x, 0)),
  Log: smooth(({ y }) => tf.log(y)),
  LogicalAnd: only(({ x, y }) => tf.logicalAnd(tf.greater(x, 0), tf.greater(y, 1))),
  LogicalNot: only(({ x }) => tf.logicalNot(tf.greater(x, 0))),
  Max: smooth(
    ({ x }) => tf.max(x, 1),
    ({ x }) => tf.max(x),
  ),
  Maximum: smooth(({ x, y }) => tf.maximum(x, y)),
  Mean: smooth(
    ({ x }) => tf.mean(x),
    ({ x }) => tf.mean(x, 0),
    ({ x }) => tf.mean(x, 1, true),
  ),
  Min: smooth(({ x }) => tf.min(x, 1)),
  Minimum: smooth(({ x, y }) => tf.minimum(x, y)),
  Multiply: smooth(
    ({ x, y }) => tf.mul(x, y),
    ({ x }) => tf.mul(x, four),
  ),
  Neg: smooth(({ x }) => tf.neg(x)),
  NotEqual: only(({ at }) => tf.notEqual(at, tf.scalar(2, 'int32'))),
  OneHot: only(
    ({ at }) => tf.oneHot(at, 4),
    ({ at, rows }) => tf.oneHot(at, rows + 4),
  ),
  OnesLike: smooth(({ x }) => tf.mul(x, tf.onesLike(x))),
  PadV2: smooth(({ x }) =>
    tf.pad(
      x,
      [
        [0, 1],
        [2, 0],
      ],
      1.5,
    ),
  ),
  Pow: smooth(
    ({ y }) => tf.pow(y, 2.5),
    ({ x, y }) => tf.pow(y, x),
  ),
  Prod: only(({ y }) => tf.prod(y, 1)),
  Range: smooth(
    ({ x, rows }) => tf.mul(x, tf.expandDims(tf.range(0, rows), 1)),
    ({ x, rows }) => tf.mul(x, tf.expandDims(tf.range(3, rows + 3), 1)),
  ),
  RealDiv: smooth(
    ({ x, y }) => tf.div(x, y),
    ({ y }) => tf.div(2, y),
  ),
  Reciprocal: smooth(({ y }) => tf.reciprocal(y)),
  Relu: smooth(({ x }) => tf.relu(x)),
  Reshape: smooth(
    ({ x }) => tf.reshape(x, [-1, 2]),
    ({ x, rows }) => tf.reshape(x, [4, rows]),
    ({ x }) => tf.reshape(x, [-1]),
  ),
  Rsqrt: smooth(({ y }) => tf.rsqrt(y)),
  ScatterNd: only(({ x, at }) => tf.scatterND(tf.expandDims(at, 1), x, [4, 4])),
  Select: smooth(({ x, y, at }) => tf.where(tf.greater(tf.expandDims(at, 1), tf.scalar(1, 'int32')), x, y)),
  Sigmoid: smooth(({ x }) => tf.sigmoid(x)),
  Sign: smooth(({ x }) => tf.mul(x, tf.sign(x))),
  Slice: smooth(
    ({ x, rows }) => tf.slice(x, [0, 1], [rows, 2]),
    ({ x }) => tf.slice(x, [0, 2], [-1, -1]),
    ({ x }) => tf.slice(x, [0, 0], [1, 4]),
  ),
  Softmax: smooth(({ x }) => tf.softmax(x)),
  Softplus: smooth(({ x }) => tf.softplus(x)),
  SplitV: smooth(({ x, y }) => tf.mul(tf.split(x, [1, 3], 1)[1]!, tf.split(y, 4, 1)[2]!)),
  Sqrt: smooth(({ y }) => tf.sqrt(y)),
  Square: smooth(({ x }) => tf.square(x)),
  SquaredDifference: smooth(({ x, y }) => tf.squaredDifference(x, y)),
  Step: smooth(({ x }) => tf.mul(x, tf.step(x, 0.1))),
  Sub: smooth(
    ({ x, y }) => tf.sub(x, y),
    ({ x }) => tf.sub(1, x),
  ),
  Sum: smooth(
    ({ x }) => tf.sum(x),
    ({ x }) => tf.sum(x, 0),
    ({ x }) => tf.sum(x, -1, true),
  ),
  Tanh: smooth(({ x }) => tf.tanh(x)),
  Tile: smooth(
    ({ x }) => tf.tile(x, [1, 3]),
    ({ x }) => tf.tile(x, [2, 1]),
  ),
  Transpose: smooth(
    ({ x }) => tf.transpose(x),
    ({ x, rows }) => tf.transpose(matrices(x, rows), [2, 0, 1]),
  ),
  UnsortedSegmentSum: smooth(({ x, at }) => tf.unsortedSegmentSum(x, at, 4)),
  ZerosLike: smooth(({ x }) => tf.add(x, tf.zerosLike(x))),
}

test('every operation has a case', () => {
  assert.equal(Object.keys(table).sort(), Object.keys(ops).sort())
})

const cases = Object.entries(table).flatMap(([kernel, { of, smooth }]) =>
  of.map((apply, i) => ({ kernel, apply, smooth, entry: `${kernel}${i}` })),
)
/** Its own square as what is differentiated, so that no two numbers count alike. */
const squared = (value: tf.Tensor): tf.Tensor => tf.sum(tf.square(value))

const traced = ({ entry, apply, smooth }: (typeof cases)[number]) =>
  throughPasses(
    traceEntry(entry, [{ rows: 7 }, { rows: 13 }, { rows: 19 }], (write, { rows }) => {
      input(write, `${entry}.rows`, [], 'int32')
      const fed = (name: string, shape: readonly number[], dtype: 'float32' | 'int32') =>
        toTensor(input(write, `${entry}.${name}`, shape, dtype))
      const x = fed('x', [rows!, 4], 'float32') as tf.Tensor2D
      const y = fed('y', [rows!, 4], 'float32') as tf.Tensor2D
      const at = fed('at', [rows!], 'int32') as tf.Tensor1D
      const applied = () => apply({ x, y, at, rows: rows! })
      output(write, `${entry}.value`, toNode(applied()))
      if (!smooth) return
      const { grads } = valueAndGradients(() => squared(applied()), [x, y])
      grads.forEach((gradient, i) => {
        if (gradient) output(write, `${entry}.gradient${i}`, toNode(gradient))
      })
    }),
    { precision: 'float32' },
  )

const given = (rows: number): Given => {
  const spread = Array.from({ length: rows * 4 }, (_, i) => 2 * Math.sin(i * 12.9898 + 1))
  return {
    x: tf.tensor2d(spread, [rows, 4]),
    y: tf.tensor2d(spread.map(value => 1.3 + value / 2.5).reverse(), [rows, 4]),
    at: tf.tensor1d(
      Array.from({ length: rows }, (_, i) => (i * 3 + 1) % 4),
      'int32',
    ),
    rows,
  }
}

const run = () => {
  const session = openGraphSession(savedModel(cases.map(traced)))
  for (const each of cases)
    test(`${each.entry}: values and gradients`, async () => {
      const { kernel, apply, smooth, entry } = each
      const { kernelNames } = await tf.profile(() => tf.tidy(() => apply(given(5))))
      if (!['SplitV', 'Identity'].includes(kernel)) assert.ok(kernelNames.includes(kernel), `takes ${kernelNames}`)
      tf.tidy(() => {
        for (const rows of [1, 5]) {
          const { x, y, at } = given(rows)
          const feeds = Object.fromEntries(
            Object.entries({ x, y, at, rows: tf.scalar(rows, 'int32') }).map(([name, tensor]) => [
              `${entry}.${name}`,
              tensor,
            ]),
          )
          const fetched = (name: string) => numbers(session.run(feeds, [`${entry}.${name}`])[0]!)
          const close = (found: string, expected: tf.Tensor) =>
            closeNumbers(fetched(found), numbers(expected), 1e-5, `${found}, ${rows} rows`)
          close('value', apply({ x, y, at, rows }))
          if (!smooth) continue
          const { grads } = tf.engine().gradients(() => squared(apply({ x, y, at, rows })), [x, y], undefined, true)
          assert.ok(
            grads.some(gradient => gradient),
            'it has no gradient',
          )
          grads.forEach((gradient, i) => {
            if (gradient) close(`gradient${i}`, gradient)
          })
        }
      })
    })
  test.after(session.close)
  test.run()
}

const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
if (runsGraphs()) run()
else console.log(`skipped: ${cases.length + 1} tests of operations (this engine runs no graphs)`)
