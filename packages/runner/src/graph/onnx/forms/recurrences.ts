import { portOp } from '../../graph.js'
import { type Form, type Forms, intOf, noForm } from '../form.js'

/** Of what a node of TensorFlow gives, which is the output of each step. */
const outputs = 6

/**
 * All steps of an LSTM, from zeros. TensorFlow's matrix is `[in + hidden, 4 · hidden]` for what is read and what was given before together,
 * its gates input, forget, cell, output; ONNX has a matrix for each, `[1, 4 · hidden, …]`, and the order input, output, forget, cell.
 */
const lstm: Form = (write, { inputs, reads }) => {
  const { op, ints } = write
  const hidden = Number(reads[8]!.shape[0]) / 4
  const read = Number(reads[4]!.shape[0]) - hidden
  if (!Number.isInteger(read)) throw noForm('BlockLSTMV2 over numbers whose width is computed')
  const part = (x: string, from: number, to: number, axis: number) =>
    op('Slice', [x, ints([from]), ints([to]), ints([axis])])
  const reordered = (x: string) =>
    op(
      'Concat',
      [0, 3, 1, 2].map(gate => part(x, gate * hidden, (gate + 1) * hidden, 0)),
      { axis: 0 },
    )
  const ofOneDirection = (x: string) => op('Unsqueeze', [x, ints([0])])
  const matrix = reordered(op('Transpose', [inputs[4]!], { perm: [1, 0] }))
  const [x, before] = [part(matrix, 0, read, 1), part(matrix, read, read + hidden, 1)].map(ofOneDirection)
  const none = write.constant('float32', Array(4 * hidden).fill(0), [4 * hidden])
  const bias = ofOneDirection(op('Concat', [reordered(inputs[8]!), none], { axis: 0 }))
  const made = op('LSTM', [inputs[1]!, x!, before!, bias], { hidden_size: hidden })
  return op('Squeeze', [made, ints([1])])
}

const port: Form = (_, formed) => {
  const { op } = formed.reads[0]!
  if (op !== 'BlockLSTMV2' || intOf(formed, 'port') !== outputs) throw noForm(`one of several results of ${op}`)
  return formed.inputs[0]!
}

/** Many steps in one operation. */
export const recurrences: Forms = { BlockLSTMV2: lstm, [portOp]: port }
