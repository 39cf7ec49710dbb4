import { nodeName } from '../engine/nodeName.js'
import { type Attribute, type Dtype, type Graph, portOp } from './graph.js'
import type { GraphNode } from './passes/rewrite.js'
import { bytes, field, float, type Message, text, varint } from './protobuf.js'

/** TensorFlow's numbers for dtypes (types.proto). */
const dtypes: Readonly<Record<Dtype, number>> = {
  float32: 1,
  int32: 3,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  uint16: 17,
  resource: 20,
  uint64: 23,
}

/** Graphs as the bytes of one saved_model.pb (saved_model.proto, graph.proto), tagged `serve`; they share what has the same name. */
export const savedModel = (graphs: readonly Graph[]): Uint8Array => {
  const nodes = new Map(
    graphs.flatMap(graph =>
      graph.nodes.filter(({ op }) => op !== portOp).map(node => [nameIn(graph, node), { graph, node }] as const),
    ),
  )
  const written = [...nodes].map(([name, { graph, node }]) => field(1, nodeDef(name, graph, node)))
  const meta = [field(1, text(4, 'serve')), field(2, [...written, field(4, varint(1, producer))])]
  return bytes([varint(1, 1), field(2, meta)])
}
/** The version of the graph format that these nodes are written in. */
const producer = 1087

const nameIn = (graph: Graph, { id, op, name, inputs, attributes }: GraphNode): string => {
  if (op !== portOp) return nodeName(name ?? `${graph.entry}/${op}_${id}`)
  const { int } = attributes.port as { readonly int: number }
  return `${nameIn(graph, graph.nodes[inputs[0]!]!)}:${int}`
}

const nodeDef = (name: string, graph: Graph, { op, inputs, after = [], attributes, ...node }: GraphNode): Message => {
  const named = (id: number): string => nameIn(graph, graph.nodes[id]!)
  return [
    text(1, name),
    text(2, op),
    ...inputs.map(id => text(3, named(id))),
    ...after.map(id => text(3, `^${named(id)}`)),
    ...Object.entries(attributes).map(([key, value]) => entry(key, attribute(value))),
    ...(node.values === undefined ? [] : constant(node)),
  ]
}
/** `dynamicSizes` left plain numbers. */
const constant = ({
  dtype,
  shape: sides,
  values,
}: Pick<GraphNode, 'dtype' | 'shape' | 'values'>): readonly Message[] => [
  entry('dtype', varint(6, dtypes[dtype])),
  entry('value', field(8, tensor(dtype, sides.map(Number), values!.map(Number)))),
]
const entry = (key: string, value: Message): Message => field(5, [text(1, key), field(2, value)])

const attribute = (value: Attribute): Message => {
  if ('type' in value) return varint(6, dtypes[value.type])
  if ('int' in value) return varint(3, value.int)
  if ('float' in value) return float(4, value.float)
  if ('flag' in value) return varint(5, value.flag ? 1 : 0)
  if ('words' in value) return text(2, value.words)
  if ('list' in value)
    return field(
      1,
      value.list.map(each => varint(3, each)),
    )
  return field(7, shape(value.shape))
}
const shape = (sides: readonly number[]): Message => sides.map(side => field(2, varint(1, side)))

const tensor = (dtype: Dtype, sides: readonly number[], values: readonly number[]): Message => [
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
