import type { Columns } from './columns.js'
import type { Data } from './data.js'
import { type Declaring, type Tail, tail } from './declared.js'
import { type Left, left, type ModelFacts, type NoModel } from './modelFacts.js'
import type { Routing } from './routes.js'
import type { Fact, Facts, Fill } from './sentence.js'

/** What flows between stages, in order. */
export type Kind = 'texts' | 'tokens' | 'tokenEmbeddings' | 'sentenceEmbeddings' | 'objective' | 'trained'

/** What a stage between the encoder and the loss reads. */
export type Embeddings = 'tokenEmbeddings' | 'sentenceEmbeddings'
export const embeddings: readonly Kind[] = ['tokenEmbeddings', 'sentenceEmbeddings'] satisfies Embeddings[]

/** What a loss, and what is frozen, tells the stages behind it. */
export interface Aim<
  out Objective extends string = string,
  out Predicts extends string = string,
  out Smallest extends number = number,
  out Frozen extends readonly string[] = readonly string[],
  out Reads extends readonly string[] = readonly string[],
> {
  readonly objective: Objective
  /** What weights of its own are for: `'classes'` where they predict classes, `'weights'` where only the loss reads them, `'nothing'` where it has none. */
  readonly predicts: Predicts
  /** The smallest batch that the loss can learn from. */
  readonly smallestBatch: Smallest
  /** Paths of parameters that stay as they are. */
  readonly frozen: Frozen
  /** The roles that it reads: `'label: class'`. */
  readonly reads: Reads
}
/** What several losses tell, each under the name of its data set; what they tell together is an aim, too. */
export interface Aims<
  By = Readonly<Record<string, Aim>>,
  Predicts extends string = string,
  Smallest extends number = number,
  Frozen extends readonly string[] = readonly string[],
  Reads extends readonly string[] = readonly string[],
> extends Aim<'multitask', Predicts, Smallest, Frozen, Reads> {
  readonly by: By
}
export interface NoAim extends Aim<'nothing', 'nothing', 1, readonly [], readonly []> {}
const noAim: NoAim = { objective: 'nothing', predicts: 'nothing', smallestBatch: 1, frozen: [], reads: [] }

/** What is known of the flow in front of a stage: the same record in types (`Shape`) and as a value. */
export interface Flow extends Aim, Declaring {
  readonly kind: Kind
  readonly from: Data
  readonly data: string
  readonly columns: Columns
  readonly splits: readonly string[]
  /** Tokens that the tokenizer knows, and whether it lowers case. */
  readonly vocabulary: number
  readonly lowers: boolean | undefined
  /** Layers of the encoder. */
  readonly layers: number
  /** Prompts by name and the similarity, where the model declares them. */
  readonly declaredPrompts: readonly string[] | undefined
  readonly declaredSimilarity: string | undefined
  readonly width: number
  /** Whether modules have been passed that have weights of their own, or may have. */
  readonly weighted: boolean
  /** Whether what the encoder gives arrives as it is: nothing stands between it and here. */
  readonly untouched: boolean
  /** What the evaluators so far report: `dev.spearman_cosine`. */
  readonly metrics: readonly string[]
  /** Which texts take which route, behind a router. */
  readonly routing?: Routing
  /** Of several data sets, what the loss of each tells. */
  readonly by?: Readonly<Record<string, Aim>>
}

export interface Shape<
  out K extends string,
  out D extends Data,
  out Tokenizer extends ModelFacts,
  out Encoder extends ModelFacts,
  out L extends readonly string[] | undefined,
  out Width extends number,
  out Metrics extends readonly string[],
  out A extends Aim,
> {
  readonly kind: K
  readonly from: D
  readonly tokenizer: Tokenizer
  readonly encodes: Encoder
  readonly left: L
  readonly width: Width
  readonly metrics: Metrics
  readonly aim: A
  readonly data: D['data']
  readonly columns: D['columns']
  readonly splits: D['splits']
  readonly vocabulary: Tokenizer['size']
  readonly lowers: Tokenizer['lowerCase']
  readonly encoder: Encoder['model']
  readonly layers: Encoder['layers']
  readonly declared: Encoder['modules']
  readonly declaredPrompts: Encoder['prompts']
  readonly declaredSimilarity: Encoder['similarity']
  readonly objective: A['objective']
  readonly predicts: A['predicts']
  readonly smallestBatch: A['smallestBatch']
  readonly frozen: A['frozen']
  readonly reads: A['reads']
}
// biome-ignore lint/suspicious/noExplicitAny: the bound of the rules; nothing is read through it
export type AnyShape = Shape<any, any, any, any, any, any, any, any>

// A conditional type is filled at once; an alias for a reference would be filled anew by every stage that follows.
export type Start<D extends Data> = D extends Data
  ? Shape<'texts', D, NoModel, NoModel, undefined, 0, readonly [], NoAim>
  : never
export const start = (from: Data): Flow => ({
  kind: 'texts',
  from,
  data: from.data,
  columns: from.columns,
  splits: from.splits,
  vocabulary: 0,
  lowers: undefined,
  encoder: 'nothing',
  layers: 0,
  declared: [],
  left: undefined,
  declaredPrompts: undefined,
  declaredSimilarity: undefined,
  width: 0,
  weighted: false,
  untouched: false,
  metrics: [],
  ...noAim,
})

/** An encoder behind which modules have weights of their own, or may have: the flow has no room of its own for that. */
export type Weighted<Encoder> = Encoder & { readonly weighted: true }

/** Embeddings of sentences, of the same width, after one of the stages that were left. */
export type Embedded<F, L extends readonly string[] | undefined> = F extends AnyShape
  ? Shape<'sentenceEmbeddings', F['from'], F['tokenizer'], F['encodes'], L, F['width'], F['metrics'], F['aim']>
  : never
/** The same with another width, where one is given, behind such an encoder. */
export type Resized<F, L extends readonly string[] | undefined, Width, Encoder extends ModelFacts> = F extends AnyShape
  ? Shape<
      'sentenceEmbeddings',
      F['from'],
      F['tokenizer'],
      Encoder,
      L,
      Width extends number ? Width : F['width'],
      F['metrics'],
      F['aim']
    >
  : never
/** What a stage gives, with another width; why it is refused, as it is. */
export type Widened<Out, Width> = Out extends AnyShape
  ? Shape<
      Out['kind'],
      Out['from'],
      Out['tokenizer'],
      Out['encodes'],
      Out['left'],
      Width extends number ? Width : number,
      Out['metrics'],
      Out['aim']
    >
  : Out
/** The same where no declared stage has to be met: how a part of a stage sees what arrives. */
export type NoneLeft<F> = F extends AnyShape
  ? Shape<F['kind'], F['from'], F['tokenizer'], F['encodes'], undefined, F['width'], F['metrics'], F['aim']>
  : never
export type Aimed<F, A extends Aim> = F extends AnyShape
  ? Shape<'objective', F['from'], F['tokenizer'], F['encodes'], F['left'], F['width'], F['metrics'], A>
  : never
export type Reported<F, Metrics extends readonly string[]> = F extends AnyShape
  ? Shape<
      F['kind'],
      F['from'],
      F['tokenizer'],
      F['encodes'],
      F['left'],
      F['width'],
      [...F['metrics'], ...Metrics],
      F['aim']
    >
  : never

/** What a stage that a description defines changes. A kind stands for itself; a text for a number names a setting or a fact: `{ width: 'to' }`. */
export interface Gives {
  readonly kind?: Kind
  readonly width?: string | number
  readonly metrics?: readonly string[]
  /** The model of the settings makes the tokens, or encodes them. */
  readonly model?: 'tokenizer' | 'encoder'
  /** It has weights of its own. */
  readonly weights?: true
}

export type Change<F extends AnyShape, G, X extends Facts> = Changed<
  F,
  G extends { readonly kind: infer K extends string } ? K : F['kind'],
  G extends { readonly model: 'tokenizer' } ? ModelOf<X['settings']> : F['tokenizer'],
  G extends { readonly model: 'encoder' }
    ? ModelOf<X['settings']>
    : G extends { readonly weights: true }
      ? Weighted<F['encodes']>
      : F['encodes'],
  G extends { readonly model: 'encoder' }
    ? Left<X['settings']>
    : F['kind'] extends Embeddings
      ? Tail<F['left']>
      : F['left'],
  G extends { readonly width: infer To } ? (To extends number ? To : Fact<X, To> & number) : F['width'],
  G extends { readonly metrics: infer M extends readonly string[] }
    ? [...F['metrics'], ...FillEach<M, X>]
    : F['metrics']
>
type Changed<
  F,
  K extends string,
  Tokenizer extends ModelFacts,
  Encoder extends ModelFacts,
  L extends readonly string[] | undefined,
  Width extends number,
  Metrics extends readonly string[],
> = F extends AnyShape ? Shape<K, F['from'], Tokenizer, Encoder, L, Width, Metrics, F['aim']> : never
type ModelOf<Settings> = Settings extends ModelFacts ? Settings : never
type FillEach<Names extends readonly string[], X extends Facts> = { [K in keyof Names]: Fill<Names[K], X> }

export const change = (flow: Flow, gives: Gives, facts: Readonly<Record<string, unknown>>): Flow => {
  const { kind = flow.kind, width = flow.width, metrics = [], model, weights = flow.weighted } = gives
  const to = typeof width === 'number' ? width : facts[width]
  return {
    ...flow,
    left: embeddings.includes(flow.kind) ? tail(flow.left) : flow.left,
    ...(model === undefined ? {} : madeBy[model](facts as never)),
    kind,
    width: isWidth(to) ? to : flow.width,
    weighted: weights,
    untouched: model === 'encoder',
    metrics: [...flow.metrics, ...metrics],
  }
}

/** A setting that is no width is said once, not again by every stage behind it. */
export const isWidth = (to: unknown): to is number => Number.isSafeInteger(to) && (to as number) > 0

const madeBy = {
  tokenizer: ({ size, lowerCase }: ModelFacts): Partial<Flow> => ({ vocabulary: size, lowers: lowerCase }),
  encoder: (facts: ModelFacts): Partial<Flow> => ({
    encoder: facts.model,
    layers: facts.layers,
    declared: facts.modules,
    left: left(facts),
    declaredPrompts: facts.prompts,
    declaredSimilarity: facts.similarity,
  }),
}
