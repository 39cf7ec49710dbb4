import type { Problems } from '@siamese/core'
import type { TokenizedTexts } from './tokenizeTexts.js'

/** What a tokenizer is built from in another thread. */
export interface TokenizerParts {
  /** tokenizer.json as text: its object takes far longer to send than to read again. */
  readonly json: string
  /** tokenizer_config.json */
  readonly config: Readonly<Record<string, unknown>>
  readonly lowerCase: boolean
}

export interface Question {
  readonly texts: readonly string[]
  readonly maxLength: number
}

export type Answer =
  | { readonly tokenized: TokenizedTexts }
  | { readonly problems: Problems }
  | { readonly failed: string }
