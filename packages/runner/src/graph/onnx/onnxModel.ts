import { bytes, field, float, type Message, text, varint } from '../protobuf.js'

/** ONNX's numbers for the types of tensors (onnx.proto, TensorProto.DataType). */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, float16: 10 } as const
export type ElementType = keyof typeof elementTypes

export type OnnxAttribute = number | string | readonly number[] | { readonly float: number }

export interface OnnxNode {
  readonly type: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Whole numbers, and lists of them; other numbers as `{ float }`. */
  readonly attributes: Readonly<Record<string, OnnxAttribute>>
}
/** A tensor of the file; its numbers as they lie in memory, little-endian. */
export interface Initializer {
  readonly name: string
  readonly type: ElementType
  readonly shape: readonly number[]
  readonly values: Uint8Array
}
/** What is fed or fetched; a side that batches differ in has a name. */
export interface OnnxValue {
  readonly name: string
  readonly type: ElementType
  readonly shape: readonly (number | string)[]
}
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly Initializer[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
}

/** The operators' version that nodes are written in, and the version of the file format that came with it. */
const operators = 18
const format = 8

/** A graph as the bytes of an ONNX file. Source: onnx.proto. */
export const onnxModel = (graph: OnnxGraph, producer: string): Uint8Array =>
  bytes([
    varint(1, format),
    text(2, producer),
    field(7, [
      ...graph.nodes.map(node => field(1, nodeMessage(node))),
      text(2, 'encoder'),
      ...graph.initializers.map(each => field(5, tensor(each))),
      ...graph.inputs.map(each => field(11, value(each))),
      ...graph.outputs.map(each => field(12, value(each))),
    ]),
    field(8, [text(1, ''), varint(2, operators)]),
  ])

const nodeMessage = ({ type, inputs, outputs, attributes }: OnnxNode): Message => [
  ...inputs.map(name => text(1, name)),
  ...outputs.map(name => text(2, name)),
  text(3, outputs[0]!),
  text(4, type),
  ...Object.entries(attributes).map(([name, each]) => field(5, [text(1, name), ...attribute(each)])),
]

/** Of the kind (AttributeProto.AttributeType) that its field is read as. */
const attribute = (given: OnnxAttribute): readonly Message[] => {
  if (typeof given === 'number') return [varint(3, given), varint(20, 2)]
  if (typeof given === 'string') return [text(4, given), varint(20, 3)]
  if ('float' in given) return [float(2, given.float), varint(20, 1)]
  return [...given.map(each => varint(8, each)), varint(20, 7)]
}

const tensor = ({ name, type, shape, values }: Initializer): Message => [
  ...shape.map(side => varint(1, side)),
  varint(2, elementTypes[type]),
  text(8, name),
  field(9, values),
]

const value = ({ name, type, shape }: OnnxValue): Message => {
  const sides = shape.map(side => field(1, typeof side === 'number' ? varint(1, side) : text(2, side)))
  return [text(1, name), field(2, field(1, [varint(1, elementTypes[type]), field(2, sides)]))]
}
