import type { KernelBackend, KernelConfig, KernelFunc, TensorInfo, TypedArray } from '@tensorflow/tfjs-core'

/**
 * out[s] = Σ x[i] over the rows i with segmentIds[i] = s; the gradient of gather. tfjs's wasm backend has no such kernel.
 * A negative segment is left out, as TensorFlow does.
 */
const segmentSum: KernelFunc = ({ inputs, attrs, backend: any }) => {
  const backend = any as KernelBackend & { write(values: TypedArray, shape: readonly number[], dtype: string): object }
  const { x, segmentIds } = inputs as { readonly x: TensorInfo; readonly segmentIds: TensorInfo }
  const { numSegments } = attrs as unknown as { readonly numSegments: number }
  const values = backend.readSync(x.dataId) as TypedArray
  const segments = backend.readSync(segmentIds.dataId) as TypedArray
  const rest = x.shape.slice(segmentIds.shape.length)
  const width = rest.reduce((product, size) => product * size, 1)
  const sums = x.dtype === 'float32' ? new Float32Array(numSegments * width) : new Int32Array(numSegments * width)
  segments.forEach((segment, row) => {
    if (segment < 0 || segment >= numSegments) return
    for (let column = 0; column < width; column++) sums[segment * width + column]! += values[row * width + column]!
  })
  const shape = [numSegments, ...rest]
  return { dataId: backend.write(sums, shape, x.dtype), shape, dtype: x.dtype }
}

export const unsortedSegmentSum: KernelConfig = {
  kernelName: 'UnsortedSegmentSum',
  backendName: 'wasm',
  kernelFunc: segmentSum,
}
