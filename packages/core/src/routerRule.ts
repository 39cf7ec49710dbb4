import type { OrChoice } from './choice.js'
import type { ShowColumns } from './columns.js'
import type { Differs, Tail } from './declared.js'
import type { AnyShape, NoneLeft, Resized, Weighted } from './flow.js'
import type { Last } from './joint.js'
import type {
  EmptyRoutes,
  LacksDeclared,
  NoColumnToRoute,
  NotInRoute,
  RoutedAgain,
  Uneven,
  UnfinishedRoute,
} from './routerSentences.js'
import type { Route, Routed } from './routes.js'
import type { Misplaced } from './sentences.js'
import type { Mistaken, One, Refused, Rule, Stage } from './stage.js'

export const takes = ['sentenceEmbeddings', 'tokenEmbeddings', 'texts'] as const

/**
 * The rule: each route makes sentence embeddings of what arrives, and both are as wide. A stage that does not fit speaks for itself. Of texts
 * each route has an encoder of its own; what is known of the one of documents flows on.
 */
export interface Router extends Rule {
  readonly name: 'router'
  readonly out: this['in'] extends AnyShape
    ? Misplaced<'router', typeof takes, this['in']['kind']> extends infer Order extends string
      ? Refused<Order>
      : Mistaken<'router', 'query' | 'document', keyof Settings, this['settings']> extends infer Wrong extends string
        ? Refused<Wrong>
        : this['in']['encodes'] extends { readonly routing: unknown }
          ? Refused<RoutedAgain>
          : Differs<'router', this['in']> extends infer Other extends string
            ? Refused<Other>
            : this['settings'] extends { readonly query: infer Q; readonly document: infer D }
              ? [Q, D] extends [readonly [], readonly []]
                ? Refused<EmptyRoutes>
                : Both<
                    Along<'query', NoneLeft<this['in']>, Q>,
                    Along<'document', NoneLeft<this['in']>, D>,
                    this['in'],
                    ColumnsOf<this['settings']>
                  >
              : never
    : never
}
export interface Settings {
  readonly query?: OrChoice<readonly Stage[]>
  readonly document?: OrChoice<readonly Stage[]>
  /** Which route the texts of a column take, where its role does not say it: `{ question: 'query' }`. */
  readonly columns?: OrChoice<Readonly<Record<string, Route>>>
  /** The route of texts of which nothing is said; `'document'` when not written. */
  readonly default?: OrChoice<Route>
}
type ColumnsOf<O> = O extends { readonly columns: infer C } ? C : {}

/** What a route makes of what arrives, or why it cannot. */
type Along<R extends Route, In extends AnyShape, S> = S extends readonly Stage[]
  ? Stranger<S> extends infer Name extends string
    ? Refused<NotInRoute<R, Name>>
    : number extends S['length']
      ? In
      : Ended<R, Last<In, S>>
  : In
/** A stage that reads embeddings and makes none. */
type Stranger<S> = S extends readonly [Stage<infer R>, ...infer Rest]
  ? R extends { readonly name: infer Name extends string; readonly reads: string }
    ? Name
    : Stranger<Rest>
  : undefined
type Ended<R extends Route, Out> = Out extends AnyShape
  ? Out['kind'] extends 'sentenceEmbeddings'
    ? Out['left'] extends readonly [infer Next extends string, ...unknown[]]
      ? Refused<LacksDeclared<R, Next, Out['encoder']>>
      : Out
    : Refused<UnfinishedRoute<R, Out['kind']>>
  : Out

type Both<Q, D, In extends AnyShape, C> = Q extends AnyShape
  ? D extends AnyShape
    ? AsWide<Q['width'], D['width']> extends true
      ? Unknown<C, In['columns']> extends infer Column extends string
        ? Refused<NoColumnToRoute<Column, In['data'], ShowColumns<In['columns']>>>
        : Resized<D, Tail<In['left']>, D['width'], Routed<Weighted<D['encodes']>, C>>
      : Refused<Uneven<Q['width'], D['width']>>
    : D
  : Q
type AsWide<Q extends number, D extends number> = number extends Q | D ? true : [Q, D] extends [D, Q] ? true : false

/** The only column that has a route and is no text; several data sets have none together, and the program looks at each. */
type Unknown<C, Columns extends readonly unknown[]> = Columns extends readonly []
  ? undefined
  : number extends Columns['length']
    ? undefined
    : [Exclude<keyof C, TextColumn<Columns[number]>>] extends [never]
      ? undefined
      : One<Exclude<keyof C, TextColumn<Columns[number]>>>
type TextColumn<C> = C extends readonly [infer Name, 'text' | 'texts'] ? Name : never
