import type { KernelConfig, TypedArray } from '@tensorflow/tfjs-core'
import type { Memory, Named } from './memory.js'

/**
 * out[s] = Σ x[i] over the rows i with segmentIds[i] = s; the gradient of gather. tfjs's wasm backend has no such kernel.
 * A negative segment is left out, as TensorFlow does.
 */
export const segmentSum: KernelConfig = {
  kernelName: 'UnsortedSegmentSum',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const memory = backend as Memory
    const { x, segmentIds } = inputs as Named<'x' | 'segmentIds'>
    const { numSegments } = attrs as unknown as { readonly numSegments: number }
    const values = memory.readSync(x.dataId) as TypedArray
    const segments = memory.readSync(segmentIds.dataId) as TypedArray
    const rest = x.shape.slice(segmentIds.shape.length)
    const width = rest.reduce((product, size) => product * size, 1)
    const sums = x.dtype === 'float32' ? new Float32Array(numSegments * width) : new Int32Array(numSegments * width)
    segments.forEach((segment, row) => {
      if (segment < 0 || segment >= numSegments) return
      for (let column = 0; column < width; column++) sums[segment * width + column]! += values[row * width + column]!
    })
    const shape = [numSegments, ...rest]
    return { dataId: memory.write(sums, shape, x.dtype), shape, dtype: x.dtype }
  },
}
