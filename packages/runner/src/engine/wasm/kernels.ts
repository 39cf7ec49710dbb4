import * as tf from '@tensorflow/tfjs-core'
import { castToBool } from './castToBool.js'
import { oneHot } from './oneHot.js'
import { segmentSum } from './segmentSum.js'

/** Adds to tfjs's wasm backend the kernels that it lacks, and replaces those that are wrong. */
export const repairKernels = (): void => {
  if (tf.getKernel('UnsortedSegmentSum', 'wasm')) return
  const { kernelFunc: cast } = tf.getKernel('Cast', 'wasm')
  for (const kernel of [segmentSum, oneHot, castToBool(cast)]) {
    if (tf.getKernel(kernel.kernelName, 'wasm')) tf.unregisterKernel(kernel.kernelName, 'wasm')
    tf.registerKernel(kernel)
  }
}
