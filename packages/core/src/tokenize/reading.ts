import type { Side } from './truncate.js'

export interface Encoded {
  readonly ids: readonly number[]
  readonly truncated: boolean
}

export interface EncodedPair extends Encoded {
  /** Of which text each token is, as the model is told: 0 or 1. */
  readonly types: readonly number[]
}

export interface Tokenizer {
  /** One more than the highest id. */
  readonly vocabulary: number
  /** The id that fills a batch up, and at which end it is put. */
  readonly pad: number
  readonly paddingSide: Side
  /** At which end a text that is too long is cut. */
  readonly truncationSide: Side
  /** How many special tokens one text gets. */
  readonly special: number
  /** A text's ids with its special tokens, at most `maxLength` in all: what is too long is cut within the special tokens. */
  readonly encode: (text: string, maxLength: number) => Encoded
  /** Two texts as one input; tokens go from the longer of the two until both fit. */
  readonly encodePair: (first: string, second: string, maxLength: number) => EncodedPair
  /** How many tokens at the beginning of a text are the prompt's, when it begins with one: special tokens before it counted, after it not. */
  readonly promptLength: (prompt: string, maxLength: number) => number
  readonly tokens: (ids: readonly number[]) => readonly string[]
  /** The text that tokens stand for, without special ones. */
  readonly decode: (ids: readonly number[]) => string
}
