import { philoxWords, type Shapes, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

/**
 * Weights as they start: one number everywhere or uniform within bounds where that is said, else uniform on ±1/√inputs, as torch.nn.Linear and Conv1d draw them, a bias by its weight's inputs. The
 * i-th one draws from stream `first + i` of the seed's generator, so they are the same on every engine.
 */
export const freshWeights = (shapes: Shapes, seed: number, first: number): Weights => {
  const starts = Object.entries(shapes).map(([name, start]) => {
    const written = 'shape' in start ? start : { shape: start }
    return { name, all: undefined, within: undefined, ...written }
  })
  const inputs = (layer: string): number =>
    Math.max(
      1,
      ...starts.map(({ name, shape }) => (layerOf(name) === layer && shape.length > 1 ? sizeOf(shape.slice(1)) : 1)),
    )
  return Object.fromEntries(
    starts.map(({ name, shape, all, within }, i) => {
      if (all !== undefined) return [name, tf.fill([...shape], all)]
      const bound = within ?? 1 / Math.sqrt(inputs(layerOf(name)))
      const values = Float32Array.from(
        philoxWords(seed, first + i, sizeOf(shape)),
        word => ((word + 0.5) / 2147483648 - 1) * bound,
      )
      return [name, tf.tensor(values, [...shape], 'float32')]
    }),
  )
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** `classifier.weight` and `classifier.bias` are of one layer. */
const layerOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('.')))
