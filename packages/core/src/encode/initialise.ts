import { normals } from '../random/normals.js'
import type { Encoder } from './architectures.js'

export interface FreshTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/**
 * Fresh weights for an encoder: norms start as the identity, biases at zero, everything else from normal(0, deviation).
 * The i-th parameter draws from stream `first + i` of the seed's Philox generator, so they are the same on every engine.
 */
export const initialise = (
  { parameters, fresh }: Pick<Encoder, 'parameters' | 'fresh'>,
  seed: number,
  first = 0,
): Readonly<Record<string, FreshTensor>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, shape], stream) => {
      const count = shape.reduce((a, b) => a * b, 1)
      if (name.endsWith('.bias')) return [name, { shape, values: new Float32Array(count) }]
      if (/norm\.weight$/i.test(name)) return [name, { shape, values: new Float32Array(count).fill(1) }]
      const values = normals(seed, first + stream, count, fresh.deviations?.[name] ?? fresh.deviation)
      const row = fresh.zeroRows[name]
      const width = shape.at(-1)!
      if (row !== undefined) values.fill(0, row * width, (row + 1) * width)
      return [name, { shape, values }]
    }),
  )
