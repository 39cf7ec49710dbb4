import * as tf from '@tensorflow/tfjs-core'
import type { Dtype, Node } from './graph.js'
import { ops } from './ops/index.js'
import type { Inputs } from './ops/op.js'
import { type Recorder, recorder } from './recorder.js'

const name = 'trace'

/** What a trace writes to while it goes on; there is one at a time, as tfjs has one current backend. */
interface Tracing {
  readonly write: Recorder
  readonly nodes: WeakMap<object, Node>
}
let tracing: Tracing | undefined

const current = (): Tracing => {
  if (tracing === undefined) throw new Error('internal: a traced tensor is used outside its trace')
  return tracing
}

const noValues = () => {
  throw new Error(`a stage ${readsValue}`)
}

/** tfjs asks for a class; everything that a backend computes is a kernel, and those are registered below. */
class TraceBackend extends tf.KernelBackend {
  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): object {
    const dataId = {}
    current().nodes.set(
      dataId,
      fromValues(current().write, Array.from(values as Float32Array, Number), shape, dtype as Dtype),
    )
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
const fromValues = (write: Recorder, values: readonly number[], shape: readonly number[], dtype: Dtype): Node =>
  values.length > 1 && values.every(value => value === values[0])
    ? write.fill(shape, values[0]!, dtype)
    : write.constant(values, shape, dtype)

export const toTensor = <T extends tf.Tensor>(node: Node): T => {
  const dataId = {}
  current().nodes.set(dataId, node)
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...node.shape], dtype: node.dtype as tf.DataType }) as T
}
export const toNode = ({ dataId }: tf.TensorInfo): Node => {
  const node = current().nodes.get(dataId)
  if (node === undefined) throw new Error('internal: a tensor that was made outside a step is used in it')
  return node
}

/** Names the stage whose function runs, so that the graph and what is refused in it name it, too. Without a trace it only runs it. */
export const inStage = <A>(stage: string, work: () => A): A => {
  if (tracing === undefined) return work()
  try {
    return tracing.write.inStage(stage, work)
  } catch (error) {
    throw told(stage, error as Error)
  }
}

const readsValue = 'reads the value of a tensor: a step is compiled before it has values; use tensor operations alone'
const told = (stage: string, error: Error): Error => {
  const kernel = /[Kk]ernel '?(\w+)'? not registered/.exec(error.message)?.[1]
  if (kernel !== undefined) return new Error(`${stage} needs ${kernel}: the graph compiler has no such operation`)
  return error.message === `a stage ${readsValue}` ? new Error(`${stage} ${readsValue}`) : error
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

/** Runs `write` with the tracing backend and gives back what it recorded. The engine that computes is current again afterwards. */
export const record = (write: (recorder: Recorder) => void): readonly Node[] => {
  register()
  const computing = tf.getBackend()
  tracing = { write: recorder(), nodes: new WeakMap() }
  tf.setBackend(name)
  try {
    tf.tidy(() => {
      write(current().write)
    })
    return current().write.nodes
  } finally {
    tracing = undefined
    tf.setBackend(computing)
  }
}
