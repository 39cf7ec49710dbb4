/** One file of a model folder. */
export interface ModelFile {
  readonly path: string
  readonly sha256: string
}

/** Where weights and tokenizer come from: a source that was added, or a configuration and a seed. */
export type ModelOrigin =
  /** `hub:owner/name@revision`, `pip:package`, or a folder, relative to the file that names it. */
  | { readonly source: string; readonly files: readonly ModelFile[] }
  /** Fresh weights: the architecture's own configuration, the seed they are drawn from, and a tokenizer file. */
  | { readonly config: Readonly<Record<string, unknown>>; readonly seed: number; readonly tokenizer: string }

/** What a pipeline's types know of an encoder before its weights are read. */
export interface Model<
  Name extends string = string,
  Hidden extends number = number,
  Positions extends number = number,
  Vocabulary extends number = number,
  Modules extends readonly string[] = readonly string[],
> {
  readonly model: Name
  readonly architecture: string
  readonly hidden: Hidden
  readonly layers: number
  /** The longest input in tokens, special tokens included. */
  readonly positions: Positions
  readonly vocabulary: Vocabulary
  /** The limit that the model's own files declare. */
  readonly maxLength: number
  /** The stages that the model's own files declare after the encoder: `['pool.mean', 'pool.normalize']`. */
  readonly modules: Modules
  readonly origin: ModelOrigin
}
