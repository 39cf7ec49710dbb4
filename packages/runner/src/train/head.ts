import { type ColumnKind, columnOf, type Data, type Loses, roleParts, type Shapes, type Weights } from '@siamese/core'
import { shapesOf } from '../encode/placed.js'
import type { ShapesByName } from '../graph/program.js'
import type { Planned } from '../plan.js'
import { freshWeights } from './fresh.js'

/** Streams of the seed's generator that no step of a run reaches. */
const firstStream = 2 ** 40

/** The shapes of a loss's own weights. */
export const headShapes = (loss: Planned<Loses>, data: Data, width: number): ShapesByName =>
  shapesOf(startsOf(loss, data, width))

/** A loss's own weights as they start. */
export const freshHead = (loss: Planned<Loses>, data: Data, width: number, seed: number): Weights =>
  freshWeights(startsOf(loss, data, width), seed, firstStream)

const startsOf = ({ does, settings }: Planned<Loses>, data: Data, width: number): Shapes => {
  const columns = settings.columns as Readonly<Record<string, string>>
  const classes = does.roles.map(roleParts).flatMap(([role]) => {
    const kind: ColumnKind | undefined = data.columns.find(([name]) => name === columnOf(columns, role))?.[1]
    return typeof kind === 'object' && 'class' in kind ? [kind.class.length] : []
  })
  return does.weights({ width, classes: classes[0] ?? 0 }, settings)
}
