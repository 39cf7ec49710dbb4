import * as tf from '@tensorflow/tfjs-core'
import { openGraphSession } from '../../src/engine/graphSession.js'
import { withDynamicSizes } from '../../src/graph/dynamicSizes.js'
import type { Dtype } from '../../src/graph/graph.js'
import type { Recorder } from '../../src/graph/recorder.js'
import { savedModel } from '../../src/graph/savedModel.js'
import { record, toNode, toTensor } from '../../src/graph/traceBackend.js'

export type Compute = (...inputs: tf.Tensor[]) => tf.Tensor | readonly tf.Tensor[]

/** What is fed: `rows` is the side that batches differ in. */
export interface Fed {
  readonly shape: readonly (number | 'rows')[]
  readonly dtype: Dtype
}

export interface Compiled {
  /** The caller disposes of what it gets. */
  readonly run: (...inputs: readonly tf.Tensor[]) => readonly tf.Tensor[]
  readonly close: () => void
}

/** A tensor function as a TensorFlow graph, by the way that a step goes. */
export const compileFunction = (compute: Compute, inputs: readonly Fed[]): Compiled => {
  const grows = inputs.some(({ shape }) => shape.includes('rows'))
  let outputs = 0
  const traces = (grows ? [7, 11, 5] : [1]).map(rows => ({
    sizes: { rows },
    nodes: record(write => {
      if (grows) placeholder(write, 'rows', [], 'int32')
      const fed = inputs.map(({ shape, dtype }, i) =>
        toTensor(
          placeholder(
            write,
            `in${i}`,
            shape.map(side => (side === 'rows' ? rows : side)),
            dtype,
          ),
        ),
      )
      const made = [compute(...fed)].flat()
      outputs = made.length
      made.forEach((tensor, i) => {
        const node = toNode(tensor)
        if (`${node.shape}` !== `${tensor.shape}`) throw new Error(`a node of [${node.shape}] for [${tensor.shape}]`)
        const { shape, dtype } = node
        write.named({
          op: 'Identity',
          name: `out${i}`,
          inputs: [node],
          attributes: { T: { type: dtype } },
          shape,
          dtype,
        })
      })
    }),
  }))
  const nodes = withDynamicSizes({ name: 'f', traces, sizeNames: { rows: 'rows' } })
  const session = openGraphSession(savedModel(nodes))
  const names = Array.from({ length: outputs }, (_, i) => `out${i}`)
  return {
    run: (...given) => {
      const at = inputs.findIndex(({ shape }) => shape.includes('rows'))
      const side = inputs[at]?.shape.indexOf('rows')
      const size = side === undefined ? undefined : tf.scalar(given[at]!.shape[side]!, 'int32')
      const feeds = Object.fromEntries(given.map((tensor, i) => [`in${i}`, tensor]))
      const made = session.run(size === undefined ? feeds : { ...feeds, rows: size }, names)
      size?.dispose()
      return made
    },
    close: session.close,
  }
}

const placeholder = (write: Recorder, name: string, shape: readonly number[], dtype: Dtype) =>
  write.named({
    op: 'Placeholder',
    name,
    attributes: { dtype: { type: dtype }, shape: { shape: shape.map(() => -1) } },
    shape,
    dtype,
  })
