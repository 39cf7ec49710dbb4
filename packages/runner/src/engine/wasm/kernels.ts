import * as tf from '@tensorflow/tfjs-core'
import { castToBool } from './castToBool.js'
import { gather } from './gather.js'
import { oneHot } from './oneHot.js'
import { segmentSum } from './segmentSum.js'

/** Adds to tfjs's wasm backend the kernels that it lacks, and replaces those that are wrong. */
export const repairKernels = (): void => {
  if (tf.getKernel('UnsortedSegmentSum', 'wasm')) return
  const present = (name: string) => tf.getKernel(name, 'wasm')
  for (const kernel of [segmentSum, oneHot, castToBool(present('Cast')), gather(present('GatherV2'))]) {
    if (tf.getKernel(kernel.kernelName, 'wasm')) tf.unregisterKernel(kernel.kernelName, 'wasm')
    tf.registerKernel(kernel)
  }
}
