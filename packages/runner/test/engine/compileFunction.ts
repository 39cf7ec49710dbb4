import * as tf from '@tensorflow/tfjs-core'
import { openGraphSession } from '../../src/engine/graphSession.js'
import { input, noSizes, output, traceEntry } from '../../src/graph/entry.js'
import type { Dtype } from '../../src/graph/graph.js'
import { throughPasses } from '../../src/graph/passes/index.js'
import { savedModel } from '../../src/graph/savedModel.js'
import { toNode, toTensor } from '../../src/graph/traceBackend.js'

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
  const samples = grows ? [7, 11, 5].map(rows => ({ rows })) : noSizes
  const graph = traceEntry('f', samples, (write, { rows = 0 }) => {
    if (grows) input(write, 'f.rows', [], 'int32')
    const fed = inputs.map(({ shape, dtype }, i) => {
      const sides = shape.map(side => (side === 'rows' ? rows : side))
      return toTensor(input(write, `f.in${i}`, sides, dtype))
    })
    const made = [compute(...fed)].flat()
    outputs = made.length
    made.forEach((tensor, i) => {
      const node = toNode(tensor)
      if (`${node.shape}` !== `${tensor.shape}`) throw new Error(`a node of [${node.shape}] for [${tensor.shape}]`)
      output(write, `f.out${i}`, node)
    })
  })
  const session = openGraphSession(savedModel([throughPasses(graph, { precision: 'float32' })]))
  const names = Array.from({ length: outputs }, (_, i) => `f.out${i}`)
  return {
    run: (...given) => {
      const at = inputs.findIndex(({ shape }) => shape.includes('rows'))
      const side = inputs[at]?.shape.indexOf('rows')
      const size = side === undefined ? undefined : tf.scalar(given[at]!.shape[side]!, 'int32')
      const feeds = Object.fromEntries(given.map((tensor, i) => [`f.in${i}`, tensor]))
      const made = session.run(size === undefined ? feeds : { ...feeds, 'f.rows': size }, names)
      size?.dispose()
      return made
    },
    close: session.close,
  }
}
