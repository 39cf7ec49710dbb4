import type { Dtype } from '../graph.js'
import { type ElementType, elementTypes, type Initializer, type OnnxAttribute, type OnnxNode } from './onnxModel.js'

export type OnnxAttributes = Readonly<Record<string, OnnxAttribute>>

/** Writes nodes and constants; each is known by the name of its result. */
export interface OnnxWriter {
  readonly op: (type: string, inputs: readonly string[], attributes?: OnnxAttributes) => string
  /** A node of several results. */
  readonly several: (type: string, inputs: readonly string[], results: number) => readonly string[]
  readonly constant: (type: ElementType, values: readonly number[], shape?: readonly number[]) => string
  /** Whole numbers of 64 bits, as ONNX wants axes and shapes: a list. */
  readonly ints: (values: readonly number[]) => string
  readonly cast: (name: string, to: ElementType) => string
  readonly initializer: (initializer: Initializer) => string
  /** Another name for a result. */
  readonly called: (name: string, result: string) => void
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly Initializer[]
}

export const onnxWriter = (): OnnxWriter => {
  const nodes: OnnxNode[] = []
  const initializers = new Map<string, Initializer>()
  const initializer: OnnxWriter['initializer'] = given => {
    initializers.set(given.name, given)
    return given.name
  }
  const op: OnnxWriter['op'] = (type, inputs, attributes = {}) => {
    const name = `${type}_${nodes.length}`
    nodes.push({ type, inputs, outputs: [name], attributes })
    return name
  }
  const several: OnnxWriter['several'] = (type, inputs, results) => {
    const outputs = Array.from({ length: results }, (_, i) => `${type}_${nodes.length}_${i}`)
    nodes.push({ type, inputs, outputs, attributes: {} })
    return outputs
  }
  const constant: OnnxWriter['constant'] = (type, values, shape = []) =>
    initializer({ name: `${type} ${values} [${shape}]`, type, shape, values: bytesOf(type, values) })
  return {
    op,
    several,
    constant,
    ints: values => constant('int64', values, [values.length]),
    cast: (name, to) => op('Cast', [name], { to: elementTypes[to] }),
    initializer,
    called: (name, result) => nodes.push({ type: 'Identity', inputs: [result], outputs: [name], attributes: {} }),
    nodes,
    get initializers() {
      return [...initializers.values()]
    },
  }
}

/** The type that a tensor of a graph has in ONNX. */
export const elementOf = (dtype: Dtype): ElementType => {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'int64' || dtype === 'bool') return dtype
  throw new Error(`internal: ${dtype} in a graph that is exported`)
}

const bytesOf = (type: ElementType, values: readonly number[]): Uint8Array => {
  if (type === 'float32') return new Uint8Array(Float32Array.from(values).buffer)
  if (type === 'int32') return new Uint8Array(Int32Array.from(values).buffer)
  if (type === 'int64') return new Uint8Array(BigInt64Array.from(values, BigInt).buffer)
  if (type === 'float16') throw new Error('internal: a constant of float16')
  return Uint8Array.from(values)
}
