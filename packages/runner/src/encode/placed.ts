import {
  afterEncoder,
  definition,
  type EncoderFacts,
  type Maps,
  type MapsTokens,
  type Pools,
  type Route,
  type Routing,
  routeNames,
  type Shapes,
  type Stage,
  settingsOf,
  type Weights,
  widthsAfter,
} from '@siamese/core'
import type { ByRoute } from '../byRoute.js'
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

/** The stages that a text passes after an encoder, by what they read: token embeddings, and what one pooling makes of them. */
export interface Way {
  readonly tokenModules: readonly Placed<MapsTokens>[]
  readonly pooling: Placed<Pools>
  readonly modules: readonly Placed<Maps>[]
}
/** All stages after an encoder. Behind a router texts take one of two ways, which begin and end alike; the way itself is the usual one. */
export interface AfterEncoder extends Way {
  readonly router?: PlacedRouter
}
export interface PlacedRouter {
  readonly routing: Routing
  /** Routes that have an encoder each, where texts do not share one. */
  readonly apart?: readonly Route[]
  /** The whole way of each route. */
  readonly ways: ByRoute<Way>
  readonly before: readonly Placed[]
  readonly own: ByRoute<readonly Placed[]>
  readonly behind: readonly Placed[]
}

/** Stages in their order, which their rules have seen to, after an encoder of these sizes, or of those of each route. */
export const placed = (stages: readonly Stage[], encoder: Sizes, apart?: ByRoute<Sizes>): AfterEncoder => {
  const at = stages.findIndex(({ [definition]: { does } }) => does.family === 'router')
  if (at < 0) return wayOf(placedAlong([stages], encoder, ['']))
  const { columns, default: usual, ...routes } = settingsOf(stages[at]!) as unknown as RouterSettings
  const [before, behind] = [stages.slice(0, at), stages.slice(at + 1)]
  const along = (route: Route) =>
    placedAlong([before, afterEncoder(routes[route]), behind], apart?.[route] ?? encoder, ['', `${route}.`, ''])
  const [query, document] = [along('query'), along('document')]
  const within = (way: readonly Placed[]) => way.slice(at, way.length - behind.length)
  const ways = { query: wayOf(query), document: wayOf(document) }
  return {
    ...ways[usual],
    router: {
      routing: { columns, default: usual },
      ...(apart && { apart: routeNames }),
      ways,
      before: query.slice(0, at),
      own: { query: within(query), document: within(document) },
      behind: query.slice(query.length - behind.length),
    },
  }
}

type RouterSettings = Routing & ByRoute<readonly Stage[]>

const wayOf = (all: readonly Placed[]): Way => ({
  tokenModules: all.filter((each): each is Placed<MapsTokens> => each.does.family === 'tokenModule'),
  pooling: all.find((each): each is Placed<Pools> => each.does.family === 'pooling')!,
  modules: all.filter((each): each is Placed<Maps> => each.does.family === 'module'),
})

/** Lists of stages one behind the other, the names of whose parameters begin as said; those that begin alike are counted together. */
const placedAlong = (
  lists: readonly (readonly Stage[])[],
  encoder: Sizes,
  begin: readonly string[],
): readonly Placed[] => {
  const stages = lists.flatMap((list, i) => list.map(stage => ({ stage, before: begin[i]! })))
  const { widths } = widthsAfter(
    stages.map(({ stage }) => stage),
    encoder,
  )
  const names = parameterNames(stages.map(({ stage, before }) => `${before}${stage.stage}`))
  return stages.map(
    ({ stage }, i): Placed => ({
      stage: stage.stage,
      does: stage[definition].does as Weighs | Pools, // the caller took no others
      settings: settingsOf(stage),
      parameters: names[i]!,
      from: i === 0 ? encoder.hidden : widths[i - 1]!,
      to: widths[i]!,
      encoder,
    }),
  )
}

/** Every stage once, in the order of a text. */
export const inOrder = ({ tokenModules, pooling, modules, router }: AfterEncoder): readonly Placed[] =>
  router === undefined
    ? [...tokenModules, pooling, ...modules]
    : [...router.before, ...router.own.query, ...router.own.document, ...router.behind]

/** Those that may have weights of their own. */
export const weighing = (after: AfterEncoder): readonly Placed<Weighs>[] =>
  inOrder(after).filter((each): each is Placed<Weighs> => each.does.family !== 'pooling')

/** The way that texts take by a route, of which there is only one without a router; where none is said, the usual one. */
export const wayBy = (after: AfterEncoder, route: Route | undefined): Way =>
  route === undefined ? after : (after.router?.ways[route] ?? after)

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
