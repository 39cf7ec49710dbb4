import type { Route } from './routes.js'

/** One file of a model folder. */
export interface ModelFile {
  readonly path: string
  readonly sha256: string
}

/** Where weights and tokenizer come from: a source that was added, or a configuration and a seed. */
export type ModelOrigin =
  /** `hub:owner/name@revision`, `pip:package`, or a folder, relative to the file that names it. */
  | {
      readonly source: string
      /** Of a model that has an encoder for each route, the one that is meant. */
      readonly route?: Route
      readonly files: readonly ModelFile[]
    }
  /** Fresh weights: the architecture's own configuration, the seed they are drawn from, and a tokenizer file. */
  | { readonly config: Readonly<Record<string, unknown>>; readonly seed: number; readonly tokenizer: string }

/** How a model's embeddings are compared. */
export type Similarity = 'cosine' | 'dot' | 'euclidean' | 'manhattan'

/** What a pipeline's types know of an encoder before its weights are read. */
export interface Model<
  out Name extends string = string,
  out Hidden extends number = number,
  out Positions extends number = number,
  out Vocabulary extends number = number,
  out Modules extends readonly string[] = readonly string[],
  out Layers extends number = number,
> {
  readonly model: Name
  readonly architecture: string
  readonly hidden: Hidden
  readonly layers: Layers
  /** The longest input in tokens, special tokens included. */
  readonly positions: Positions
  readonly vocabulary: Vocabulary
  /** The limit that the model's own files declare. */
  readonly maxLength: number
  /** The stages that the model's own files declare after the encoder: `['pool.mean', 'pool.normalize']`. */
  readonly modules: Modules
  /** Whether its tokenizer lowers case; not known of models that were recorded without it. */
  readonly lowerCase?: boolean
  /** Prompts that its own files declare, by name: `[['query', 'query: ']]`. */
  readonly prompts?: readonly (readonly [name: string, text: string])[]
  /** The similarity that its own files declare. */
  readonly similarity?: Similarity
  readonly origin: ModelOrigin
}
