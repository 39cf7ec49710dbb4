import type { AnyShape, Flow } from './flow.js'
import type { AtMost } from './numbers.js'
import {
  type Beyond,
  beyond,
  type Falling,
  falling,
  type Headless,
  headless,
  type Stranger,
  stranger,
} from './parameterSentences.js'
import { type Route, routeNames } from './routes.js'

/** What a parameter's name begins with: the encoders' own parts, and the weights of the loss. A path with a dot may be a stage's name, `pool.dense`. */
const beginnings = ['embeddings', 'embeddings_project', 'encoder', 'transformer', 'head'] as const

/** The sentence of a path that names nothing of this encoder and this loss, as far as that is known before weights are read. */
export type WrongPath<Stage extends string, Path extends string, F extends AnyShape> = string extends Path
  ? undefined
  : (Path extends `${infer A}.${string}` ? A : Path) extends infer First extends string
    ? First extends 'head'
      ? F['predicts'] extends 'nothing'
        ? Headless<Stage, F['objective']>
        : undefined
      : First extends (typeof beginnings)[number]
        ? WrongLayer<Stage, Path, F>
        : Path extends `${string}.${string}`
          ? undefined
          : [F['encodes'], First] extends [{ readonly routing: unknown }, Route]
            ? undefined
            : Stranger<Stage, First>
    : undefined
type WrongLayer<
  Stage extends string,
  Path extends string,
  F extends AnyShape,
> = Path extends `${string}.layer.${infer R}`
  ? (R extends `${infer A}.${string}` ? A : R) extends infer N
    ? N extends `${infer From extends number}-${infer To extends number}`
      ? AtMost<From, To> extends false
        ? Falling<Stage, Path>
        : Missing<To, F['layers']> extends true
          ? Beyond<Stage, Path, F['encoder'], F['layers']>
          : undefined
      : N extends `${infer One extends number}`
        ? Missing<One, F['layers']> extends true
          ? Beyond<Stage, Path, F['encoder'], F['layers']>
          : undefined
        : undefined
    : undefined
  : undefined
type Missing<N extends number, Layers extends number> = number extends N | Layers
  ? false
  : N extends Layers
    ? true
    : AtMost<N, Layers> extends false
      ? true
      : false

export const wrongPath = (stage: string, path: string, flow: Flow): string | undefined => {
  const [first = ''] = path.split('.')
  if (first === 'head') return flow.predicts === 'nothing' ? headless(stage, flow.objective) : undefined
  if (!beginnings.some(known => known === first))
    return path.includes('.') || isRoute(first, flow) ? undefined : stranger(stage, first)
  const [, from, to = from] = /\.layer\.(\d+)(?:-(\d+))?(?:\.|$)/.exec(path) ?? []
  if (Number(from) > Number(to)) return falling(stage, path)
  return Number(to) >= flow.layers ? beyond(stage, path, flow.encoder, flow.layers) : undefined
}

/** A path may be a route: all that its own stages have. */
const isRoute = (path: string, { routing }: Flow): boolean =>
  routing !== undefined && routeNames.some(each => each === path)

/** Whether a path stands among others; of an open text nobody knows. */
export type IsIn<P extends string, Known extends string> = string extends P | Known
  ? false
  : P extends Known
    ? true
    : false
