import type { KernelConfig, TypedArray } from '@tensorflow/tfjs-core'
import type { Memory, Named } from './memory.js'

/** A number is true unless it is 0. tfjs's wasm kernel cuts it down to a byte: 0.2 is false there, and 3 stays 3. */
export const castToBool = (wrong: KernelConfig): KernelConfig => ({
  ...wrong,
  kernelFunc: given => {
    const { inputs, attrs, backend } = given
    const { x } = inputs as Named<'x'>
    const { dtype } = attrs as unknown as { readonly dtype: string }
    if (dtype !== 'bool' || x.dtype === 'bool') return wrong.kernelFunc(given)
    const memory = backend as Memory
    const truths = Uint8Array.from(memory.readSync(x.dataId) as TypedArray, value => (value === 0 ? 0 : 1))
    return { dataId: memory.write(truths, x.shape, 'bool'), shape: x.shape, dtype: 'bool' }
  },
})
