import {
  definition,
  type EncoderFacts,
  type Maps,
  type MapsTokens,
  type Pools,
  type Shapes,
  type Stage,
  settingsOf,
  type Weights,
  widthsAfter,
} from '@siamese/core'
import type { ShapesByName } from '../graph/program.js'
import type { Planned } from '../plan.js'

/** What may have weights of its own. */
export type Weighs = Maps | MapsTokens

/** A stage after the encoder, at its place. */
export interface Placed<D extends Weighs | Pools = Weighs | Pools> extends Planned<D> {
  /** What its parameters' names begin with: `pool.dense`, or `pool.dense.2` behind another pool.dense. */
  readonly parameters: string
  /** Numbers of an embedding that arrives, and of one that leaves. */
  readonly from: number
  readonly to: number
  readonly encoder: Sizes
}
type Sizes = Pick<EncoderFacts, 'hidden' | 'layers' | 'vocabulary'>

/** The stages after an encoder, by what they read: token embeddings, and what one pooling makes of them. */
export interface AfterEncoder {
  readonly tokenModules: readonly Placed<MapsTokens>[]
  readonly pooling: Placed<Pools>
  readonly modules: readonly Placed<Maps>[]
}

/** Stages in their order, which their rules have seen to, after an encoder of these sizes. */
export const placed = (stages: readonly Stage[], encoder: Sizes): AfterEncoder => {
  const { widths } = widthsAfter(stages, encoder)
  const names = parameterNames(stages.map(({ stage }) => stage))
  const all = stages.map(
    (stage, i): Placed => ({
      stage: stage.stage,
      does: stage[definition].does as Weighs | Pools, // the caller took no others
      settings: settingsOf(stage),
      parameters: names[i]!,
      from: i === 0 ? encoder.hidden : widths[i - 1]!,
      to: widths[i]!,
      encoder,
    }),
  )
  return {
    tokenModules: all.filter((each): each is Placed<MapsTokens> => each.does.family === 'tokenModule'),
    pooling: all.find((each): each is Placed<Pools> => each.does.family === 'pooling')!,
    modules: all.filter((each): each is Placed<Maps> => each.does.family === 'module'),
  }
}

/** All of them, as a text passes through them. */
export const inOrder = ({ tokenModules, pooling, modules }: AfterEncoder): readonly Placed[] => [
  ...tokenModules,
  pooling,
  ...modules,
]

/** Those that may have weights of their own. */
export const weighing = ({ tokenModules, modules }: Omit<AfterEncoder, 'pooling'>): readonly Placed<Weighs>[] => [
  ...tokenModules,
  ...modules,
]

/** A stage's name; with a number from the second of the same stage on. */
export const parameterNames = (stages: readonly string[]): readonly string[] =>
  stages.map((stage, i) => {
    const before = stages.slice(0, i).filter(each => each === stage).length
    return before === 0 ? stage : `${stage}.${before + 1}`
  })

/** Shapes of a module's own weights, by their names in its file: `linear.weight`. */
export const ownShapes = ({ does, settings, from, encoder: { layers, vocabulary } }: Placed): Shapes =>
  does.family === 'pooling' ? {} : (does.weights?.({ width: from, layers, vocabulary }, settings) ?? {})

export const shapeOf = (start: Shapes[string]): readonly number[] => ('shape' in start ? start.shape : start)

/** Numbers that a module brings along. */
export const sizeOfModule = (module: Placed): number =>
  Object.values(ownShapes(module)).reduce((sum, start) => sum + shapeOf(start).reduce((a, b) => a * b, 1), 0)

/** Shapes alone, without how the weights begin. */
export const shapesOf = (starts: Shapes): ShapesByName =>
  Object.fromEntries(Object.entries(starts).map(([name, start]) => [name, shapeOf(start)]))

/** Shapes of all that modules bring along, by the names of the parameters. */
export const parametersOfModules = (modules: readonly Placed[]): ShapesByName =>
  Object.fromEntries(
    modules.flatMap(module =>
      Object.entries(shapesOf(ownShapes(module))).map(([name, shape]) => [`${module.parameters}.${name}`, shape]),
    ),
  )

/** A stage's own among all weights, by their names in its file. */
export const ownWeights = (module: Placed, weights: Weights): Weights =>
  Object.fromEntries(Object.keys(ownShapes(module)).map(name => [name, weights[`${module.parameters}.${name}`]!]))
