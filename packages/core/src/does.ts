import type * as tf from '@tensorflow/tfjs-core'
import type { Columns } from './columns.js'
import type { Dropout } from './encode/dropout.js'
import type { Model } from './model.js'
import type { Played } from './players.js'
import type { Fault } from './problem.js'
import type { Role, RoleKind } from './roles.js'

/** Settings as a stage's function receives them: decoded, defaults filled in. */
export type Filled = Readonly<Record<string, unknown>>
/** Trainable tensors of a stage, by name. */
export type Weights = Readonly<Record<string, tf.Tensor>>
/** Shapes by name. A weight begins as torch.nn.Linear draws it, uniform on ±1/√inputs, with one number everywhere, or uniform on ±`within`. */
export type Shapes = Readonly<
  Record<
    string,
    | readonly number[]
    | { readonly shape: readonly number[]; readonly all: number }
    | { readonly shape: readonly number[]; readonly within: number }
  >
>

/** `[sentences, length, width]`, zero where there is padding, and the mask `[sentences, length]`: 1 where there is a token, else 0. */
export interface TokenVectors {
  readonly tokens: tf.Tensor3D
  readonly mask: tf.Tensor2D
  /** `[sentences]`: how many of a text's first tokens are those of the prompt in front of it, special ones included. */
  readonly prompts: tf.Tensor1D
  /** `[sentences]`: the sum of a text's weights where its tokens were weighted; a mean divides by it in place of their number. */
  readonly weightSums?: tf.Tensor1D
}

/** What a stage between the encoder and the pooling sees beside the token embeddings. */
export interface EncodedTokens extends TokenVectors {
  /** int32 `[sentences, length]`: what the tokenizer calls each token; 0 where there is padding. */
  readonly ids: tf.Tensor2D
  /** What the encoder's embeddings and each of its layers give, `[sentences, length, hidden]`; the last are its token embeddings. */
  readonly layers: () => readonly tf.Tensor3D[]
}

/** Token embeddings to token embeddings, `[sentences, length, width]`; the width may change. What it gives where there is padding does not matter. */
export interface MapsTokens {
  readonly family: 'tokenModule'
  /** Shapes of the module's own weights. */
  readonly weights?: (facts: TokenModuleFacts, settings: Filled) => Shapes
  /** `dropout` does something while training alone. */
  readonly apply: (
    input: EncodedTokens,
    settings: Filled,
    weights: Weights,
    dropout: Dropout,
  ) => Pick<TokenVectors, 'tokens' | 'weightSums'>
}
export interface TokenModuleFacts extends ModuleFacts {
  /** Layers of the encoder, and tokens that it knows. */
  readonly layers: number
  readonly vocabulary: number
}

export interface Pools {
  readonly family: 'pooling'
  readonly apply: (input: TokenVectors, settings: Filled) => tf.Tensor2D
}

/** Sentence embeddings to sentence embeddings, `[sentences, width]`; the width may change. */
export interface Maps {
  readonly family: 'module'
  /** Shapes of the module's own weights. */
  readonly weights?: (facts: ModuleFacts, settings: Filled) => Shapes
  /** `dropout` does something while training alone. */
  readonly apply: (embeddings: tf.Tensor2D, settings: Filled, weights: Weights, dropout: Dropout) => tf.Tensor2D
}
export interface ModuleFacts {
  /** Numbers of an embedding that arrives. */
  readonly width: number
}

/** Stages of their own for queries and documents: its settings hold them. */
export interface Routes {
  readonly family: 'router'
}

/** Vectors and labels by role; one value a row, or one for the batch where rows interact. */
export interface Loses {
  readonly family: 'loss'
  /** Its own roles; a loss of losses has none but theirs. */
  readonly roles: readonly Role[]
  /** What it reads of these columns: all that `apply` receives, in order. The encoder has one layer where nothing is said of it. */
  readonly inputs: (settings: Filled, columns: Columns, encoder?: Depth) => readonly LossInput[]
  /** The kind of an input, by its name. */
  readonly kindOf: (input: string, settings: Filled) => InputKind | undefined
  /** Shapes of the loss's own weights. */
  readonly weights: (facts: { readonly width: number; readonly columns: Columns }, settings: Filled) => Shapes
  readonly apply: (inputs: Weights, settings: Filled, weights: Weights) => tf.Tensor
  /** What the value is the sum of, by name, where a loss tells it: each a value a row, or one for the batch. */
  readonly parts?: (inputs: Weights, settings: Filled, weights: Weights) => Weights
  /** What it compares across the rows of a batch. */
  readonly compares: (settings: Filled) => readonly Compared[]
  /** Whether it has a head that gives class scores. */
  readonly predicts: (settings: Filled) => boolean
  /** Class scores `[rows, classes]`, where it has. */
  readonly predict?: (inputs: Weights, settings: Filled, weights: Weights) => tf.Tensor2D
}
/** How deep an encoder is. */
export interface Depth {
  readonly layers: number
}
/**
 * What a loss reads, by kind: what plays a role; `seen`, a frozen model's vectors of their own width; `drawn`, numbers of a
 * step, one for the whole batch each; or `told`, how surprising a text is to a decoder that knows its vector alone.
 */
export type InputKind = RoleKind | 'seen' | 'drawn' | 'told'
/** A role with its column; `prepare` makes the label that the loss wants of the one that the data have. */
export interface LossInput extends Omit<Played, 'kind'> {
  readonly kind: InputKind
  readonly prepare: (value: number) => number
  /** The frozen model that makes the vectors, of the texts of the column. */
  readonly by?: Model
  /** It sees what the encoder sees, prompts of training inside; else the text alone, behind its own prompt. */
  readonly reads?: 'what the encoder reads'
  /** How wide its vectors have to be, where they are held against embeddings number by number. */
  readonly wide?: number | 'as the embeddings'
  /** Of a text, the output that its vector is pooled from, the last one where it is left out: 0 is that of the embeddings. */
  readonly layer?: Layer
  /** Of a text, the encoder that encodes it or whose weights tell it: the pipeline's own, or a copy that is trained beside it. */
  readonly encoder?: 'copy'
  /** Of a text, the share of its words that are deleted before it is encoded, drawn anew for each step. */
  readonly deletion?: number
  /** A label that is made: 1 where the texts of both columns have the same token ids, else 0. */
  readonly alike?: readonly [one: string, other: string]
  /** The numbers of a step, from uniform ones. */
  readonly draw?: (uniform: () => number) => readonly number[]
}
/** An output of the encoder by its number, or the `at`-th number of a drawn input. */
export type Layer = number | { readonly by: string; readonly at: number }
/** `texts`: other rows are the negatives; `labels`: rows of one label are held against those of others. */
export type Compared = 'texts' | 'labels'
export interface LossFacts {
  readonly width: number
  readonly classes: number
}

/** What an evaluator sees of a split. Embeddings and vectors are row-major: `[rows, width]`. */
export interface Scored {
  readonly rows: number
  readonly width: number
  /** Of each text role; of a role that lists texts, one after the other. */
  readonly embeddings: Readonly<Record<string, Float32Array>>
  /** Numbers of each label role. */
  readonly labels: Readonly<Record<string, Float64Array>>
  /** Numbers of each vector role. */
  readonly vectors: Readonly<Record<string, Float32Array>>
  /** Texts of each text role, without prompts, and names of each key role. */
  readonly texts: Readonly<Record<string, readonly string[]>>
  /** How many texts each row has of a role that lists them. */
  readonly counts: Readonly<Record<string, Int32Array>>
}

/** What an evaluator that searches sees: the relevant documents of each query, and by similarity those found, best first. */
export interface Searched {
  readonly relevant: readonly ReadonlySet<string>[]
  readonly found: Readonly<Record<string, readonly (readonly string[])[]>>
}

type Metrics = Readonly<Record<string, number>>
interface Judges {
  readonly family: 'evaluator'
  readonly roles: readonly Role[]
  /** Those of them that columns play with these settings, where not all do. */
  readonly playing?: (settings: Filled) => readonly Role[]
  /** The one of its metrics that it is judged by. */
  readonly primary: (metrics: Metrics, settings: Filled) => string
}
export interface EvaluatesRows extends Judges {
  /** `embeddings`: scored from vectors; `head`: from the loss's class scores; `loss`: the loss itself, averaged. */
  readonly reads: 'embeddings' | 'head' | 'loss'
  /** Names and values in the order reported. For `head`, `predicted` is the class of each row. */
  readonly score: (scored: Scored, settings: Filled, predicted?: Int32Array) => Metrics
  /** Why metrics say nothing about these rows: a sentence each, without the stage. */
  readonly doubts: (scored: Scored, settings: Filled) => readonly string[]
  /** A frozen model among its settings: it makes the vectors `target`, of the texts that play `source`, or of `otherwise` where none do. */
  readonly taught?: Taught
  /** What it orders pairs by, so that two models can be compared pair by pair; left out where it orders none. */
  readonly pairs: ((scored: Scored, settings: Filled) => ScoredPairs) | undefined
}
export interface Taught {
  readonly setting: string
  readonly source: string
  readonly otherwise: string
  readonly target: string
}
/** The similarities of pairs, by their names, and the scores that they are held against. */
export interface ScoredPairs {
  readonly scores: ArrayLike<number>
  readonly similarities: Readonly<Record<string, ArrayLike<number>>>
}
export interface EvaluatesSearch extends Judges {
  /** `search`: from the documents that are found in a corpus. */
  readonly reads: 'search'
  readonly score: (searched: Searched, settings: Filled) => Metrics
  /** How many documents of each query it looks at. */
  readonly depth: (settings: Filled) => number
}
export interface EvaluatesMetrics extends Judges {
  /** `metrics`: from what the evaluators before it are judged by, in order. */
  readonly reads: 'metrics'
  readonly score: (primaries: readonly number[], settings: Filled) => Metrics
}
export type Evaluates = EvaluatesRows | EvaluatesSearch | EvaluatesMetrics

export interface Tokenizes {
  readonly family: 'tokenize'
}
export interface Encodes {
  readonly family: 'encode'
}
export interface Freezes {
  readonly family: 'freeze'
}
/** One loss for each of several data sets: its settings hold them. */
export interface Tasked {
  readonly family: 'multitask'
}
export interface Trains {
  readonly family: 'train'
}
/** How a gradient moves a parameter; a setting of train. */
export interface Optimizes {
  readonly family: 'optimizer'
  readonly kind: 'adamW' | 'adam' | 'sgd' | 'nesterov' | 'adagrad'
}
/** How the rate goes on after the warm-up; a setting of train. */
export interface Schedules {
  readonly family: 'schedule'
  /** What the highest rate is multiplied with. */
  readonly factor: (at: ScheduleFacts, settings: Filled) => number
  /** What only the program can say of its settings, beside those of train. */
  readonly wrong?: (settings: Filled, train: Filled) => readonly Fault[]
}
export interface ScheduleFacts {
  /** Steps made since the warm-up, whose first has 0, and what share of all that follow it they are. */
  readonly after: number
  readonly progress: number
  /** Steps of the warm-up. */
  readonly warmup: number
  readonly learningRate: number
}

/** What a stage does, by family. The runner reads the family; it knows no stage by name. */
export type Does =
  | Tokenizes
  | Encodes
  | MapsTokens
  | Pools
  | Maps
  | Routes
  | Loses
  | Tasked
  | Evaluates
  | Freezes
  | Trains
  | Optimizes
  | Schedules
