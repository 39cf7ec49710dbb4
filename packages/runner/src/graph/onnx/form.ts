import type { Attribute } from '../graph.js'
import type { GraphNode } from '../passes/rewrite.js'
import type { OnnxWriter } from './onnxWriter.js'

/** A node of a graph as it is written in ONNX, with what it reads. */
export interface Formed {
  readonly node: GraphNode
  /** What stands for each input. */
  readonly inputs: readonly string[]
  /** The nodes that it reads. */
  readonly reads: readonly GraphNode[]
}
/** How an operation of TensorFlow is written in ONNX: the name of the result. */
export type Form = (write: OnnxWriter, formed: Formed) => string
export type Forms = Readonly<Record<string, Form>>

/** What ONNX has no operator for; the export is refused before anything is written. */
export const noForm = (what: string): Error => Object.assign(new Error(what), { noForm: true })
export const isNoForm = (error: unknown): error is Error => (error as { readonly noForm?: true }).noForm === true

/** The numbers of an input that is a constant. */
export const numbersOf = ({ node, reads }: Formed, input: number): readonly number[] => {
  const { values } = reads[input]!
  if (values?.every(value => typeof value === 'number')) return values
  throw noForm(`${node.op} with an argument that is computed`)
}

/** An input as a list of whole numbers of 64 bits, whether it is a constant or computed. */
export const intsOf = (write: OnnxWriter, { inputs, reads }: Formed, input: number): string => {
  const { values, shape } = reads[input]!
  const known = values?.every(value => typeof value === 'number') ? (values as readonly number[]) : undefined
  if (known !== undefined) return write.ints(known)
  const cast = write.cast(inputs[input]!, 'int64')
  return shape.length === 0 ? write.op('Unsqueeze', [cast, write.ints([0])]) : cast
}

const attributeOf = ({ node }: Formed, name: string): Attribute => {
  const found = node.attributes[name]
  if (found === undefined) throw new Error(`internal: ${node.op} has no attribute ${name}`)
  return found
}
export const flagOf = (formed: Formed, name: string): boolean => (attributeOf(formed, name) as { flag: boolean }).flag
export const intOf = (formed: Formed, name: string): number => (attributeOf(formed, name) as { int: number }).int
export const wordsOf = (formed: Formed, name: string): string => (attributeOf(formed, name) as { words: string }).words
