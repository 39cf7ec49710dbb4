import { philoxWords, type Shapes, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

/**
 * Weights as they start: one number everywhere where that is said, else uniform on ±1/√inputs, as torch.nn.Linear draws them, a bias by its weight's inputs. The
 * i-th one draws from stream `first + i` of the seed's generator, so they are the same on every engine.
 */
export const freshWeights = (shapes: Shapes, seed: number, first: number): Weights => {
  const starts = Object.entries(shapes).map(([name, start]) =>
    'shape' in start ? ([name, start.shape, start.all] as const) : ([name, start, undefined] as const),
  )
  const inputs = (layer: string): number =>
    Math.max(1, ...starts.map(([name, shape]) => (layerOf(name) === layer && shape.length > 1 ? shape.at(-1)! : 1)))
  return Object.fromEntries(
    starts.map(([name, shape, all], i) => {
      if (all !== undefined) return [name, tf.fill([...shape], all)]
      const bound = 1 / Math.sqrt(inputs(layerOf(name)))
      const count = shape.reduce((a, b) => a * b, 1)
      const values = Float32Array.from(
        philoxWords(seed, first + i, count),
        word => ((word + 0.5) / 2147483648 - 1) * bound,
      )
      return [name, tf.tensor(values, [...shape], 'float32')]
    }),
  )
}

/** `classifier.weight` and `classifier.bias` are of one layer. */
const layerOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('.')))
