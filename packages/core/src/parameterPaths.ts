import * as t from 'io-ts'
import { inSchema } from './described.js'
import type { AtMost } from './numbers.js'

type Layer = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11
/** The paths that editors complete; encoders have others. */
type Usual =
  | 'head'
  | `embeddings${'' | '.word_embeddings' | '.position_embeddings' | '.LayerNorm'}`
  | 'encoder'
  | `encoder.layer.${Layer | `0-${Exclude<Layer, 0>}`}`
  | `encoder.layer.${Layer}.${'attention' | 'intermediate' | 'output'}`

/**
 * Parameters by their names in the Hugging Face state dict: a whole name, or its beginning up to a dot. `encoder.layer.0-5`
 * are six layers; `head` are the loss's own weights.
 */
export type ParameterPath = Usual | (string & {})
export const parameterPath = inSchema(t.string as t.Type<ParameterPath, string, unknown>, () => ({
  type: 'string',
  examples: ['embeddings', 'encoder.layer.0', 'encoder.layer.0-5', 'head'],
}))

/** Whether all that `Inner` names is named by `Outer`, too; an inner path may be a parameter's own name. */
export type Covers<Outer, Inner> = Outer extends `${infer A}.${infer RestA}`
  ? Inner extends `${infer B}.${infer RestB}`
    ? Within<B, A> extends true
      ? Covers<RestA, RestB>
      : false
    : false
  : Within<Inner extends `${infer B}.${string}` ? B : Inner, Outer>
type Within<A, B> = A extends B
  ? true
  : B extends `${infer From extends number}-${infer To extends number}`
    ? A extends `${infer First extends number}-${infer Last extends number}`
      ? Both<AtMost<From, First>, AtMost<Last, To>>
      : A extends `${infer One extends number}`
        ? Both<AtMost<From, One>, AtMost<One, To>>
        : false
    : false
type Both<A, B> = A extends true ? B : false

export const covers = (outer: string, inner: string): boolean => {
  const segments = inner.split('.')
  return outer.split('.').every((segment, i) => segments[i] !== undefined && within(segments[i], segment))
}
const within = (a: string, b: string): boolean => {
  if (a === b) return true
  const [outer, inner] = [limits(b), limits(a) ?? (/^\d+$/.test(a) ? [Number(a), Number(a)] : undefined)]
  return outer !== undefined && inner !== undefined && outer[0]! <= inner[0]! && inner[1]! <= outer[1]!
}

/** First and last of a range of layers. */
const limits = (segment: string): readonly number[] | undefined => /^(\d+)-(\d+)$/.exec(segment)?.slice(1).map(Number)

/** Of several paths that name a parameter the longest counts, then the one of fewer layers, then the last. */
export const mostSpecific = <A extends readonly [path: string, ...unknown[]]>(
  entries: readonly A[],
  name: string,
): A | undefined =>
  entries
    .filter(([path]) => covers(path, name))
    .reduce<A | undefined>((best, each) => (best === undefined || !wider(each[0], best[0]) ? each : best), undefined)

const wider = (a: string, b: string): boolean => {
  const [longA, longB] = [a.split('.').length, b.split('.').length]
  return longA === longB ? layersOf(a) > layersOf(b) : longA < longB
}
const layersOf = (path: string): number =>
  path.split('.').reduce((product, segment) => {
    const [first = 0, last = 0] = limits(segment) ?? []
    return product * (last - first + 1)
  }, 1)
