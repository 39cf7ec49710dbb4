import { type Form, type Forms, intOf, intsOf, noForm, numbersOf } from '../form.js'
import { elementOf } from '../onnxWriter.js'

const gather: Form = (write, formed) => {
  const [axis] = numbersOf(formed, 2) as [number]
  const rows = intOf(formed, 'batch_dims')
  const [x, at] = formed.inputs as [string, string]
  if (rows === 0) return write.op('Gather', [x, at], { axis })
  if (axis !== rows) throw noForm(`GatherV2 along axis ${axis} of ${rows} shared sides`)
  return write.op('GatherND', [x, places(write, at)], { batch_dims: rows })
}

/** Each place as a list of one. */
const places: (write: Parameters<Form>[0], at: string) => string = (write, at) =>
  write.op('Unsqueeze', [write.cast(at, 'int64'), write.ints([-1])])

/** ONNX's own counts negative places from the end. */
const oneHot: Form = (write, { inputs: [indices, depth, on, off] }) => {
  const all = write.op('Range', [write.constant('int32', [0]), depth!, write.constant('int32', [1])])
  const hot = write.op('Equal', [write.op('Unsqueeze', [indices!, write.ints([-1])]), all])
  return write.op('Where', [hot, on!, off!])
}

/** Numbers picked by their places, or put there; those that are put in one place are added up. */
export const indexing: Forms = {
  GatherV2: gather,
  GatherNd: (write, { inputs: [x, at] }) => write.op('GatherND', [x!, write.cast(at!, 'int64')]),
  OneHot: oneHot,
  ScatterNd: (write, formed) => {
    const zeros = write.op('Expand', [write.constant(elementOf(formed.node.dtype), [0]), intsOf(write, formed, 2)])
    const at = write.cast(formed.inputs[0]!, 'int64')
    return write.op('ScatterND', [zeros, at, formed.inputs[1]!], { reduction: 'add' })
  },
  TensorScatterUpdate: (write, { inputs: [x, at, updates] }) =>
    write.op('ScatterND', [x!, write.cast(at!, 'int64'), updates!]),
}
