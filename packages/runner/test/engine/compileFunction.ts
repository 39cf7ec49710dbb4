import * as tf from '@tensorflow/tfjs-core'
import { openGraphSession } from '../../src/engine/graphSession.js'
import { hasOwnOperations } from '../../src/engine/ownOperations.js'
import { throughPasses } from '../../src/graph/passes/index.js'
import { savedModel } from '../../src/graph/savedModel.js'
import { type Compute, type Fed, traceFunction } from '../graph/traceFunction.js'

export interface Compiled {
  /** The caller disposes of what it gets. */
  readonly run: (...inputs: readonly tf.Tensor[]) => readonly tf.Tensor[]
  readonly close: () => void
}

/** A tensor function as a TensorFlow graph, by the way that a step goes. */
export const compileFunction = (compute: Compute, inputs: readonly Fed[]): Compiled => {
  const graph = throughPasses(traceFunction(compute, inputs), {
    precision: 'float32',
    ownOperations: hasOwnOperations(),
  })
  const session = openGraphSession(savedModel([graph]))
  const names = graph.nodes.flatMap(({ name }) => (name?.startsWith('f.out') ? [name] : []))
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
