import { backend_util, type KernelConfig, type TypedArray, util } from '@tensorflow/tfjs-core'
import type { Memory, Named } from './memory.js'

interface Gather {
  readonly axis: number
  readonly batchDims: number
}

/** Picks along an axis within each row of a batch. tfjs's wasm kernel picks from wrong rows there; without a batch it is right. */
export const gather = (wrong: KernelConfig): KernelConfig => ({
  ...wrong,
  kernelFunc: given => {
    const { x, indices } = given.inputs as Named<'x' | 'indices'>
    const { axis, batchDims } = given.attrs as unknown as Gather
    if (batchDims === 0) return wrong.kernelFunc(given)
    const memory = given.backend as Memory
    const along = util.parseAxisParam(axis, x.shape)[0]!
    const { batchSize, outerSize, dimSize, sliceSize, outputShape } =
      backend_util.segment_util.collectGatherOpShapeInfo(x as never, indices as never, along, batchDims)
    const values = memory.readSync(x.dataId) as TypedArray
    const places = memory.readSync(indices.dataId) as TypedArray
    const picks = places.length / batchSize
    const out = util.getTypedArrayFromDType(x.dtype as 'float32', util.sizeFromShape(outputShape))
    for (let row = 0; row < batchSize * outerSize; row++) {
      for (let pick = 0; pick < picks; pick++) {
        const place = places[Math.floor(row / outerSize) * picks + pick]!
        const from = (row * dimSize + place) * sliceSize
        out.set(values.subarray(from, from + sliceSize), (row * picks + pick) * sliceSize)
      }
    }
    return { dataId: memory.write(out, outputShape, x.dtype), shape: outputShape, dtype: x.dtype }
  },
})
