import type { KernelConfig } from '@tensorflow/tfjs-core'
import type { Named } from './memory.js'

/** Counts an axis from the front. tfjs's wasm kernels of running totals write outside their memory where it is given from the back. */
export const axisFromFront = (wrong: KernelConfig): KernelConfig => ({
  ...wrong,
  kernelFunc: given => {
    const { x } = given.inputs as Named<'x'>
    const { axis, ...rest } = given.attrs as unknown as { readonly axis: number }
    return wrong.kernelFunc({ ...given, attrs: { ...rest, axis: axis < 0 ? axis + x.shape.length : axis } })
  },
})
