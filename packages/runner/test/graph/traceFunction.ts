import type * as tf from '@tensorflow/tfjs-core'
import { input, noSizes, output, traceEntry } from '../../src/graph/entry.js'
import type { Dtype, Graph } from '../../src/graph/graph.js'
import { toNode, toTensor } from '../../src/graph/traceBackend.js'

export type Compute = (...inputs: tf.Tensor[]) => tf.Tensor | readonly tf.Tensor[]

/** What is fed: `rows` is the side that batches differ in. */
export interface Fed {
  readonly shape: readonly (number | 'rows')[]
  readonly dtype: Dtype
}

/** A tensor function as a recorded graph: `f.in0` … are fed, `f.out0` … are fetched. */
export const traceFunction = (compute: Compute, inputs: readonly Fed[]): Graph => {
  const grows = inputs.some(({ shape }) => shape.includes('rows'))
  const samples = grows ? [7, 11, 5].map(rows => ({ rows })) : noSizes
  return traceEntry('f', samples, (write, { rows = 0 }) => {
    if (grows) input(write, 'f.rows', [], 'int32')
    const fed = inputs.map(({ shape, dtype }, i) => {
      const sides = shape.map(side => (side === 'rows' ? rows : side))
      return toTensor(input(write, `f.in${i}`, sides, dtype))
    })
    const made = [compute(...fed)].flat()
    made.forEach((tensor, i) => {
      const node = toNode(tensor)
      if (`${node.shape}` !== `${tensor.shape}`) throw new Error(`a node of [${node.shape}] for [${tensor.shape}]`)
      output(write, `f.out${i}`, node)
    })
  })
}
