import * as tf from '@tensorflow/tfjs-core'
import { axisFromFront } from './axisFromFront.js'
import { castToBool } from './castToBool.js'
import { gather } from './gather.js'
import { oneHot } from './oneHot.js'
import { segmentSum } from './segmentSum.js'

/** Adds to tfjs's wasm backend the kernels that it lacks, and replaces those that are wrong. */
export const repairKernels = (): void => {
  if (tf.getKernel('UnsortedSegmentSum', 'wasm')) return
  const present = (name: string) => tf.getKernel(name, 'wasm')
  const repaired = [
    segmentSum,
    oneHot,
    castToBool(present('Cast')),
    gather(present('GatherV2')),
    axisFromFront(present('Cumsum')),
    axisFromFront(present('Cumprod')),
  ]
  for (const kernel of repaired) {
    if (tf.getKernel(kernel.kernelName, 'wasm')) tf.unregisterKernel(kernel.kernelName, 'wasm')
    tf.registerKernel(kernel)
  }
}
