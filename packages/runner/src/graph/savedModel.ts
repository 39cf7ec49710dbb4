import type { EmittedNode } from './dynamicSizes.js'
import type { Attribute, Dtype } from './graph.js'
import { bytes, field, float, type Message, text, varint } from './protobuf.js'

/** TensorFlow's numbers for dtypes (types.proto). */
const dtypes: Readonly<Record<Dtype, number>> = {
  float32: 1,
  int32: 3,
  int64: 9,
  bool: 10,
  uint16: 17,
  resource: 20,
  uint64: 23,
}

/** A graph as the bytes of a saved_model.pb (saved_model.proto, graph.proto), tagged `serve`. */
export const savedModel = (nodes: readonly EmittedNode[]): Uint8Array => {
  const graph = [...nodes.map(node => field(1, nodeDef(node))), field(4, varint(1, producer))]
  const meta = [field(1, text(4, 'serve')), field(2, graph)]
  return bytes([varint(1, 1), field(2, meta)])
}
/** The version of the graph format that these nodes are written in. */
const producer = 1087

const nodeDef = ({ name, op, inputs, attributes, constant }: EmittedNode): Message => [
  text(1, name),
  text(2, op),
  ...inputs.map(input => text(3, input)),
  ...Object.entries(attributes).map(([key, value]) => entry(key, attribute(value))),
  ...(constant === undefined ? [] : [entry('value', field(8, tensor(constant)))]),
]
const entry = (key: string, value: Message): Message => field(5, [text(1, key), field(2, value)])

const attribute = (value: Attribute): Message => {
  if ('type' in value) return varint(6, dtypes[value.type])
  if ('int' in value) return varint(3, value.int)
  if ('ints' in value)
    return field(
      1,
      value.ints.map(int => varint(3, int)),
    )
  if ('float' in value) return float(4, value.float)
  if ('flag' in value) return varint(5, value.flag ? 1 : 0)
  if ('words' in value) return text(2, value.words)
  return field(7, shape(value.shape))
}
const shape = (sides: readonly number[]): Message => sides.map(side => field(2, varint(1, side)))

const tensor = ({ dtype, shape: sides, values }: NonNullable<EmittedNode['constant']>): Message => [
  varint(1, dtypes[dtype]),
  field(2, shape(sides)),
  field(4, numbers(dtype, values)),
]
const numbers = (dtype: Dtype, values: readonly number[]): Uint8Array => {
  if (dtype === 'float32') return new Uint8Array(Float32Array.from(values).buffer)
  if (dtype === 'int32') return new Uint8Array(Int32Array.from(values).buffer)
  if (dtype === 'bool') return Uint8Array.from(values)
  if (dtype === 'uint16') return new Uint8Array(Uint16Array.from(values).buffer)
  if (dtype === 'uint64' || dtype === 'int64') return new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer)
  throw new Error(`internal: a constant of ${dtype}`)
}
