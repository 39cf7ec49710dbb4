import type { Node } from '../graph.js'
import type { Recorder } from '../recorder.js'

/** A tfjs kernel's inputs and attributes; kernels with a list of inputs name them by position. */
export type Inputs = Readonly<Record<string, Node>>
// biome-ignore lint/suspicious/noExplicitAny: tfjs types a kernel's attributes one by one; each op names its own
export type Attributes = any

/** What a tfjs kernel becomes: the shape of its result, and the TensorFlow nodes that compute it. */
export type Op = (write: Recorder, inputs: Inputs, attributes: Attributes) => Node | readonly Node[]

export const typed = ({ dtype }: Node) => ({ T: { type: dtype } }) as const

/** The shape of two operands together, as NumPy broadcasts them. */
export const broadcast = (a: readonly number[], b: readonly number[]): readonly number[] => {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const x = a[a.length - rank + i] ?? 1
    const y = b[b.length - rank + i] ?? 1
    if (x !== y && x !== 1 && y !== 1) throw new Error(`shapes [${a}] and [${b}] do not broadcast`)
    return x === 1 ? y : x
  })
}

/** An axis counted from the front, also where it was given from the back. */
export const fromFront = (axis: number, { shape }: Node): number => (axis < 0 ? axis + shape.length : axis)

/** What tfjs may compute and a graph cannot; whoever runs the stage adds its name. */
export const onlyEager = (sentence: string): Error => Object.assign(new Error(sentence), { ofGraphs: true })

/** The operations that TensorFlow has for floats alone. */
export const floats = (op: string, x: Node): void => {
  if (x.dtype !== 'float32') throw onlyEager(`${op} needs float32 and gets ${x.dtype}: tf.cast(x, 'float32') before it`)
}
