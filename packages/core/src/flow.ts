import type { Columns } from './columns.js'
import type { Data } from './data.js'
import type { Fact, Facts, Fill } from './sentence.js'

/** What flows between stages, in order. */
export type Kind = 'texts' | 'tokens' | 'tokenEmbeddings' | 'sentenceEmbeddings' | 'objective' | 'trained'

/** What is known of the flow in front of a stage: the same record in types (`Shape`) and as a value. */
export interface Flow {
  readonly kind: Kind
  readonly data: string
  readonly columns: Columns
  readonly splits: readonly string[]
  readonly vocabulary: number
  readonly width: number
  readonly objective: string
  /** `'classes'` when the loss has a head that predicts them. */
  readonly predicts: string
  /** The smallest batch that the loss can learn from. */
  readonly smallestBatch: number
  /** What the evaluators so far report: `dev.spearman_cosine`. */
  readonly metrics: readonly string[]
}

export interface Shape<
  K extends string,
  D extends Data,
  Width extends number,
  Metrics extends readonly string[],
  Objective extends string,
  Predicts extends string,
  Smallest extends number,
  Vocabulary extends number,
> {
  readonly kind: K
  readonly from: D
  readonly data: D['data']
  readonly columns: D['columns']
  readonly splits: D['splits']
  readonly width: Width
  readonly metrics: Metrics
  readonly objective: Objective
  readonly predicts: Predicts
  readonly smallestBatch: Smallest
  readonly vocabulary: Vocabulary
}
// biome-ignore lint/suspicious/noExplicitAny: the bound of the rules; nothing is read through it
export type AnyShape = Shape<any, any, any, any, any, any, any, any>

export type Start<D extends Data> = Shape<'texts', D, 0, readonly [], 'nothing', 'nothing', 1, 0>
export const start = (data: Data): Flow => ({
  kind: 'texts',
  data: data.data,
  columns: data.columns,
  splits: data.splits,
  vocabulary: 0,
  width: 0,
  objective: 'nothing',
  predicts: 'nothing',
  smallestBatch: 1,
  metrics: [],
})

/** What a stage changes. A kind stands for itself; a text for a number names a setting or a fact: `{ width: 'to' }`. */
export interface Gives {
  readonly kind?: Kind
  readonly width?: string | number
  readonly vocabulary?: string | number
  readonly smallestBatch?: string | number
  readonly objective?: string
  readonly predicts?: string
  readonly metrics?: readonly string[]
}

export type Change<F, G, X extends Facts> = F extends AnyShape
  ? Shape<
      G extends { readonly kind: infer K extends string } ? K : F['kind'],
      F['from'],
      NumberOf<G, 'width', X, F['width']>,
      G extends { readonly metrics: infer M extends readonly string[] }
        ? [...F['metrics'], ...FillEach<M, X>]
        : F['metrics'],
      G extends { readonly objective: infer O extends string } ? O : F['objective'],
      G extends { readonly predicts: infer P extends string } ? P : F['predicts'],
      NumberOf<G, 'smallestBatch', X, F['smallestBatch']>,
      NumberOf<G, 'vocabulary', X, F['vocabulary']>
    >
  : never
type NumberOf<G, P extends string, X extends Facts, Else extends number> = G extends { readonly [K in P]: infer To }
  ? To extends number
    ? To
    : Fact<X, To> & number
  : Else
type FillEach<Names extends readonly string[], X extends Facts> = { [K in keyof Names]: Fill<Names[K], X> }

export const change = (flow: Flow, gives: Gives, facts: Readonly<Record<string, unknown>>): Flow => {
  const number = (key: 'width' | 'vocabulary' | 'smallestBatch'): number => {
    const to = gives[key]
    return typeof to === 'number' ? to : to === undefined ? flow[key] : Number(facts[to])
  }
  return {
    ...flow,
    kind: gives.kind ?? flow.kind,
    width: number('width'),
    vocabulary: number('vocabulary'),
    smallestBatch: number('smallestBatch'),
    objective: gives.objective ?? flow.objective,
    predicts: gives.predicts ?? flow.predicts,
    metrics: [...flow.metrics, ...(gives.metrics ?? [])],
  }
}
