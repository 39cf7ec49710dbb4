import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import ort from 'onnxruntime-node'
import * as assert from 'uvu/assert'
import { onnxGraph } from '../../src/graph/onnx/onnxGraph.js'
import { type OnnxValue, onnxModel } from '../../src/graph/onnx/onnxModel.js'
import { elementOf } from '../../src/graph/onnx/onnxWriter.js'
import { weightForms } from '../../src/graph/onnx/weightForms.js'
import { throughPasses } from '../../src/graph/passes/index.js'
import { type Compute, type Fed, traceFunction } from '../graph/traceFunction.js'

/** Operations that ONNX has no operator for, or none of this kind; what else is refused fails. */
const without = new Set([
  ...['Atan2', 'AvgPool', 'AvgPool3D', 'BatchToSpaceND', 'Bincount', 'Bitcast', 'Conv2DBackpropInput', 'Conv3D'],
  ...['Cumprod', 'DepthwiseConv2dNative', 'Diag', 'EluGrad', 'FusedBatchNormV3', 'LinSpace', 'LowerBound', 'MaxPool'],
  ...['GatherV2 along axis 2 of 1 shared sides', 'StridedSlice with an ellipsis or a new axis'],
  ...['MaxPool3D', 'MirrorPad', 'SpaceToBatchND', 'SparseToDense', 'TopKV2', 'UnsortedSegmentSum', 'UpperBound'],
])

const noWeight = (): never => {
  throw new Error('a function has no weights')
}

/** What a tensor function gives as an ONNX file, run by onnxruntime, is what it gives eagerly. */
export const checkOnnx = async (compute: Compute, fed: readonly Fed[], given: readonly tf.Tensor[]): Promise<void> => {
  const graph = throughPasses(traceFunction(compute, fed), {
    precision: 'float32',
    without: ['columnSums', 'layerNorms'],
  })
  const inputs = fed.map(
    ({ shape, dtype }, i): OnnxValue => ({ name: `in${i}`, type: elementOf(dtype), shape: shape.map(Number) }),
  )
  const feeds = () => Object.fromEntries(inputs.map(({ name }) => [name, name]))
  const outputs = graph.nodes
    .filter(({ name }) => name?.startsWith('f.out'))
    .map(
      ({ name, dtype, shape }): OnnxValue => ({
        name: name!.slice(2),
        type: elementOf(dtype),
        shape: shape.map(Number),
      }),
    )
  const made = onnxGraph(graph, { inputs, feeds }, outputs, noWeight, weightForms.float32)
  if (isLeft(made)) {
    for (const { sentence } of made.left)
      assert.ok(without.has(/computes (.+), which/.exec(sentence)![1]!), `${sentence}: is it meant?`)
    return
  }
  const session = await ort.InferenceSession.create(onnxModel(made.right, 'tests'), { logSeverityLevel: 4 })
  const tensors = given.map((tensor, i) => {
    const values = tensor.dataSync()
    const { type, shape } = inputs[i]!
    return new ort.Tensor(
      type as 'float32',
      (type === 'bool' ? Uint8Array.from(values) : values) as never,
      shape as number[],
    )
  })
  const found = await session.run(Object.fromEntries(inputs.map(({ name }, i) => [name, tensors[i]!])))
  const expected = [tf.tidy(() => [compute(...given)].flat())].flat()
  assert.is(outputs.length, expected.length)
  expected.forEach((tensor, i) => {
    const output = found[outputs[i]!.name]!
    assert.equal(output.dims.map(Number), tensor.shape)
    const [ours, theirs] = [
      [...(output.data as unknown as ArrayLike<number> as never as number[])].map(Number),
      [...tensor.dataSync()],
    ]
    const most = 1e-5 * Math.max(1, Math.hypot(...theirs.filter(Number.isFinite)))
    ours.forEach((value, k) => {
      const equal = Object.is(value, theirs[k]) || Math.abs(value - theirs[k]!) <= most || value === theirs[k]
      assert.ok(equal, `value ${k} is ${value} in ONNX, eagerly ${theirs[k]}`)
    })
  })
  tf.dispose(expected)
  await session.release()
}
