import { definition, type Maps, type Pools, type Shapes, type Stage, settingsOf, widthsAfter } from '@siamese/core'
import type { ShapesByName } from '../graph/program.js'
import type { Planned } from '../plan.js'

/** A stage after the encoder, at its place. */
export interface Placed<D extends Maps | Pools = Maps | Pools> extends Planned<D> {
  /** What its parameters' names begin with: `pool.dense`, or `pool.dense.2` behind another pool.dense. */
  readonly parameters: string
  /** Numbers of an embedding that arrives, and of one that leaves. */
  readonly from: number
  readonly to: number
}

/** Stages that are poolings and modules, in order, after an encoder of `hidden` numbers a token. */
export const placed = (stages: readonly Stage[], hidden: number): readonly Placed[] => {
  const { widths } = widthsAfter(stages, hidden)
  const names = parameterNames(stages.map(({ stage }) => stage))
  return stages.map((stage, i) => ({
    stage: stage.stage,
    does: stage[definition].does as Maps | Pools, // the caller took no others
    settings: settingsOf(stage),
    parameters: names[i]!,
    from: i === 0 ? hidden : widths[i - 1]!,
    to: widths[i]!,
  }))
}

/** A stage's name; with a number from the second of the same stage on. */
export const parameterNames = (stages: readonly string[]): readonly string[] =>
  stages.map((stage, i) => {
    const before = stages.slice(0, i).filter(each => each === stage).length
    return before === 0 ? stage : `${stage}.${before + 1}`
  })

/** Shapes of a module's own weights, by their names in its file: `linear.weight`. */
export const ownShapes = ({ does, settings, from }: Placed<Maps>): Shapes =>
  does.weights?.({ width: from }, settings) ?? {}

export const shapeOf = (start: Shapes[string]): readonly number[] => ('shape' in start ? start.shape : start)

/** Numbers that a module brings along. */
export const sizeOfModule = (module: Placed<Maps>): number =>
  Object.values(ownShapes(module)).reduce((sum, start) => sum + shapeOf(start).reduce((a, b) => a * b, 1), 0)

/** Shapes alone, without how the weights begin. */
export const shapesOf = (starts: Shapes): ShapesByName =>
  Object.fromEntries(Object.entries(starts).map(([name, start]) => [name, shapeOf(start)]))

/** Shapes of all that modules bring along, by the names of the parameters. */
export const parametersOfModules = (modules: readonly Placed<Maps>[]): ShapesByName =>
  Object.fromEntries(
    modules.flatMap(module =>
      Object.entries(shapesOf(ownShapes(module))).map(([name, shape]) => [`${module.parameters}.${name}`, shape]),
    ),
  )
