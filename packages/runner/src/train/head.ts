import {
  type ColumnKind,
  columnOf,
  type Data,
  type Loses,
  philoxWords,
  roleParts,
  type Shapes,
  type Weights,
} from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Planned } from '../plan.js'

/** Streams of the seed's generator that no step of a run reaches. */
const firstStream = 2 ** 40

/** The shapes of a loss's own weights. */
export const headShapes = ({ does, settings }: Planned<Loses>, data: Data, width: number): Shapes => {
  const columns = settings.columns as Readonly<Record<string, string>>
  const classes = does.roles.map(roleParts).flatMap(([role]) => {
    const kind: ColumnKind | undefined = data.columns.find(([name]) => name === columnOf(columns, role))?.[1]
    return typeof kind === 'object' && 'class' in kind ? [kind.class.length] : []
  })
  return does.weights({ width, classes: classes[0] ?? 0 }, settings)
}

/** A loss's own weights as they start: uniform on ±1/√inputs, as torch.nn.Linear draws them. */
export const freshHead = (loss: Planned<Loses>, data: Data, width: number, seed: number): Weights => {
  const shapes = Object.entries(headShapes(loss, data, width))
  const inputs = Math.max(1, ...shapes.map(([, shape]) => (shape.length > 1 ? shape.at(-1)! : 1)))
  const bound = 1 / Math.sqrt(inputs)
  return Object.fromEntries(
    shapes.map(([name, shape], i) => {
      const words = philoxWords(
        seed,
        firstStream + i,
        shape.reduce((a, b) => a * b, 1),
      )
      const values = Float32Array.from(words, word => ((word + 0.5) / 2147483648 - 1) * bound)
      return [name, tf.tensor(values, [...shape], 'float32')]
    }),
  )
}
