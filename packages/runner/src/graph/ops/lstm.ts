import { lstmGradientKernel, lstmKernel } from '@siamese/core'
import { type Node, portOp } from '../graph.js'
import type { Recorder } from '../recorder.js'
import { type Op, typed } from './op.js'

/**
 * All steps of an LSTM as one operation of TensorFlow, which has a loop where a graph has none. Its gates are in the order of PyTorch's (input,
 * forget, cell, output). It begins with zeros, and nothing looks through peepholes.
 */
const steps: Op = (write, { x, w, b }) => {
  const [length, rows] = x!.shape as [number, number]
  const hidden = b!.shape[0]! / 4
  const shape = [length, rows, hidden]
  const made = write.op('BlockLSTMV2', given(write, { x: x!, w: w!, b: b! }), attributes(x!), shape, 'float32')
  return Array.from({ length: 7 }, (_, at) => result(write, made, at, shape))
}

/** Of its input, its matrix and its bias; the gradients that reach a step's state only through later steps are inside. */
const gradient: Op = (write, { x, w, b, i, cs, f, o, ci, co, h, dy }) => {
  const zeros = write.fill(dy!.shape, 0, 'float32')
  const inputs = [...given(write, { x: x!, w: w!, b: b! }), ...[i, cs, f, o, ci, co, h].map(each => each!), zeros, dy!]
  const made = write.op('BlockLSTMGradV2', inputs, { ...typed(x!), use_peephole: { flag: false } }, x!.shape, 'float32')
  return [result(write, made, 0, x!.shape), result(write, made, 3, w!.shape), result(write, made, 7, b!.shape)]
}

interface Given {
  readonly x: Node
  readonly w: Node
  readonly b: Node
}
const given = (write: Recorder, { x, w, b }: Given): readonly Node[] => {
  const [length, rows] = x.shape as [number, number]
  const hidden = b.shape[0]! / 4
  const whole = { SrcT: { type: 'int32' }, DstT: { type: 'int64' }, Truncate: { flag: false } } as const
  const all = write.op('Cast', [write.int(length)], whole, [], 'int64')
  const state = write.fill([rows, hidden], 0, 'float32')
  const peephole = write.fill([hidden], 0, 'float32')
  return [all, x, state, state, w, peephole, peephole, peephole, b]
}
const attributes = (x: Node) => ({ ...typed(x), cell_clip: { float: 0 }, use_peephole: { flag: false } }) as const

const result = (write: Recorder, node: Node, at: number, shape: readonly number[]): Node =>
  write.op(portOp, [node], { port: { int: at } }, shape, 'float32')

/** Kernels that tfjs lacks, by the names that core calls them by. */
export const recurrences: Readonly<Record<string, Op>> = { [lstmKernel]: steps, [lstmGradientKernel]: gradient }
