import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Tensors } from '../safetensors.js'

/** The end of the folder's name of a truncation: the library has none, so it is written as the dense layer that does the same. */
export const truncationFolder = '_Truncate'

/** The first `to` of `from` numbers as a linear layer: ones on the diagonal. */
export const truncationWeights = (from: number, to: number): Tensors => {
  const values = new Float32Array(to * from)
  for (let i = 0; i < to; i++) values[i * from + i] = 1
  return new Map([['linear.weight', { shape: [to, from], dtype: 'F32', values }]])
}

/** A truncation's file is only read to see that it is one: trained elsewhere, it would be another layer. */
export const readTruncation = (tensors: Tensors, file: string): Either<Problems, Tensors> => {
  const { shape = [], values = [] } = tensors.get('linear.weight') ?? {}
  const from = shape[1] ?? 0
  const cuts = tensors.size === 1 && values.length > 0 && values.every((x, i) => x === (i % (from + 1) === 0 ? 1 : 0))
  return cuts
    ? right(new Map())
    : left([problem(`${file} cuts no vectors: its weights were changed; name its folder in modules.json …_Dense.`)])
}
