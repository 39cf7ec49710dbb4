import * as tf from '@tensorflow/tfjs-core'
import { differentiate, type Gradients } from './differentiate.js'
import type { Dtype, Node } from './graph.js'
import { watchStages } from './inStage.js'
import { ops } from './ops/index.js'
import type { Inputs } from './ops/op.js'
import { type Recorder, recorder } from './recorder.js'

const name = 'trace'

/** What a trace writes to while it goes on; there is one at a time, as tfjs has one current backend. */
interface Tracing {
  readonly write: Recorder
  readonly nodes: WeakMap<object, Node>
  /** Every tensor of the trace: where it breaks off, nobody else frees what gradients keep. */
  readonly tensors: tf.Tensor[]
}
let tracing: Tracing | undefined

const current = (): Tracing => {
  if (tracing === undefined) throw new Error('internal: a traced tensor is used outside its trace')
  return tracing
}

/** `inStage` makes the sentence: it knows the stage, and the line from the stack. */
const noValues = () => {
  throw Object.assign(new Error('internal: the value of a traced tensor is read'), { readsValue: true })
}

/** tfjs asks for a class; everything that a backend computes is a kernel, and those are registered below. */
class TraceBackend extends tf.KernelBackend {
  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): object {
    const dataId = {}
    current().nodes.set(dataId, fromValues(current().write, values as Float32Array, shape, dtype as Dtype))
    return dataId
  }
  override read = noValues as never
  override readSync = noValues as never
  override disposeData = (): boolean => true
  override incRef = (): void => {}
  decRef = (): boolean => true
  override refCount = (): number => 1
  override numDataIds = (): number => 0
  override floatPrecision = (): 32 => 32
  override epsilon = (): number => 1e-7
  override timerAvailable = (): boolean => false
  override memory = (): { unreliable: boolean } => ({ unreliable: true })
}

/** Numbers made in JavaScript are constants; many equal ones are a fill, so that the graph stays small. */
const fromValues = (write: Recorder, values: ArrayLike<number>, shape: readonly number[], dtype: Dtype): Node =>
  values.length > 1 && allEqual(values)
    ? write.fill(shape, Number(values[0]), dtype)
    : write.constant(Array.from(values, Number), shape, dtype)

/** A loop: most are as long as a traced tensor. */
const allEqual = (values: ArrayLike<number>): boolean => {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}

export const toTensor = <T extends tf.Tensor>(node: Node): T => {
  const dataId = {}
  current().nodes.set(dataId, node)
  const info = { dataId, shape: [...node.shape], dtype: node.dtype as tf.DataType }
  const tensor = tf.engine().makeTensorFromTensorInfo(info)
  current().tensors.push(tensor)
  return tensor as T
}
export const toNode = ({ dataId }: tf.TensorInfo): Node => {
  const node = current().nodes.get(dataId)
  if (node === undefined) throw new Error('internal: a tensor that was made outside a step is used in it')
  return node
}

/** What a gradient records belongs to the stage of the operation that it is the gradient of. */
export const valueAndGradients = (f: () => tf.Tensor, xs: readonly tf.Tensor[]): Gradients => {
  const { write } = current()
  return write.within({ part: 'backward' }, () =>
    differentiate(() => write.within({ part: 'forward' }, f), xs, {
      stageOf: ({ outputs }) => toNode(outputs[0]!).stage,
      within: (stage, work) => write.within({ stage }, work),
    }),
  )
}

let registered = false
const register = (): void => {
  if (registered) return
  registered = true
  tf.registerBackend(name, () => new TraceBackend())
  for (const [kernelName, op] of Object.entries(ops))
    tf.registerKernel({
      kernelName,
      backendName: name,
      kernelFunc: ({ inputs, attrs }) => {
        const given = Object.fromEntries(
          Object.entries(inputs).flatMap(([key, tensor]) => (tensor ? [[key, toNode(tensor as tf.TensorInfo)]] : [])),
        )
        const made = op(current().write, given as Inputs, attrs ?? {})
        return Array.isArray(made) ? made.map(toTensor) : toTensor(made as Node)
      },
    })
}

/** Runs `write` with the tracing backend and gives back what it recorded. The engine that computes, where one is open, is current again afterwards. */
export const record = (write: (recorder: Recorder) => void): readonly Node[] => {
  register()
  const computing = tf.getBackend() as string | undefined
  tracing = { write: recorder(), nodes: new WeakMap(), tensors: [] }
  tf.setBackend(name)
  try {
    const recorder = current().write
    watchStages(
      (stage, work) => recorder.within({ stage }, work),
      () =>
        tf.tidy(() => {
          write(recorder)
        }),
    )
    return recorder.nodes
  } finally {
    tf.dispose(tracing.tensors)
    tracing = undefined
    if (computing !== undefined) tf.setBackend(computing)
  }
}
