/** Sentences about routes; each type is derived, so the text stands once. */
export const uneven = <Query extends number, Document extends number>(query: Query, document: Document) =>
  `router: query gives width ${query} and document ${document}, and both are compared: make them as wide` as const
export type Uneven<Q extends number, D extends number> = ReturnType<typeof uneven<Q, D>>

/** What a route ends with that makes no sentence embeddings, and the cure. */
export const ends = {
  texts: 'texts: begin it with tokenize, encode and a pooling',
  tokens: 'tokens: put encode and a pooling at its end',
  tokenEmbeddings: 'token embeddings: put a pooling at its end',
  objective: 'a loss: put that behind router',
  trained: 'training: put that behind router',
} as const
type Ends = typeof ends
export const unfinishedRoute = <Route extends string, End extends string>(route: Route, end: End) =>
  `router: ${route} ends with ${end}` as const
export type UnfinishedRoute<R extends string, K> = ReturnType<typeof unfinishedRoute<R, Ends[K & keyof Ends]>>

export const lacksDeclared = <Route extends string, Next extends string, Model extends string>(
  route: Route,
  next: Next,
  model: Model,
) => `router: ${route} lacks ${next}, which ${model} declares: put it at its end, or say insteadOf in encode` as const
export type LacksDeclared<R extends string, N extends string, M extends string> = ReturnType<
  typeof lacksDeclared<R, N, M>
>

export const notInRoute = <Route extends string, Stage extends string>(route: Route, stage: Stage) =>
  `router: ${route} makes embeddings, and ${stage} does not: put it behind router` as const
export type NotInRoute<R extends string, S extends string> = ReturnType<typeof notInRoute<R, S>>

export const emptyRoutes = () =>
  `router has no stages in either route: write query: [pool.dense(…)], or leave router out` as const
export type EmptyRoutes = ReturnType<typeof emptyRoutes>

export const routedAgain = () => `router stands once in a pipeline: put both into one, or into its routes` as const
export type RoutedAgain = ReturnType<typeof routedAgain>

export const noColumnToRoute = <Column extends string, Data extends string, Has extends string>(
  column: Column,
  data: Data,
  columns: Has,
) => `router has a route for ${column}, which is no text of ${data}: it has ${columns}` as const
export type NoColumnToRoute<C extends string, D extends string, H extends string> = ReturnType<
  typeof noColumnToRoute<C, D, H>
>

export const unroutedColumn = <Stage extends string, Column extends string>(stage: Stage, column: Column) =>
  `${stage} reads ${column}, which has no route: write columns: { ${column}: 'query' } in router, or 'document'` as const
export type UnroutedColumn<S extends string, C extends string> = ReturnType<typeof unroutedColumn<S, C>>
