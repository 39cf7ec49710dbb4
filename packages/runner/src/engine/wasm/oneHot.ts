import { type KernelConfig, type TypedArray, util } from '@tensorflow/tfjs-core'
import type { Memory, Named } from './memory.js'

interface OneHot {
  readonly depth: number
  readonly onValue: number
  readonly offValue: number
  readonly dtype: 'float32' | 'int32' | 'bool'
}

/** out[i, c] = onValue where c = indices[i], else offValue. tfjs's wasm kernel writes integers also where floats are asked for. */
export const oneHot: KernelConfig = {
  kernelName: 'OneHot',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const memory = backend as Memory
    const { indices } = inputs as Named<'indices'>
    const { depth, onValue, offValue, dtype } = attrs as unknown as OneHot
    const chosen = memory.readSync(indices.dataId) as TypedArray
    const values = util.getTypedArrayFromDType(dtype, chosen.length * depth).fill(offValue)
    chosen.forEach((at, row) => {
      if (at >= 0 && at < depth) values[row * depth + at] = onValue
    })
    const shape = [...indices.shape, depth]
    return { dataId: memory.write(values, shape, dtype), shape, dtype }
  },
}
