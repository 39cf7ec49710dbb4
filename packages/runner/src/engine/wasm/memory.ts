import type { DataId, DataType, KernelBackend, TensorInfo, TypedArray } from '@tensorflow/tfjs-core'

/** What a kernel written here needs of tfjs's wasm backend, whose types are not those of kernels. */
export interface Memory extends KernelBackend {
  write(values: TypedArray, shape: readonly number[], dtype: DataType): DataId
}

/** The inputs of a kernel, by name. */
export type Named<Name extends string> = Readonly<Record<Name, TensorInfo>>
