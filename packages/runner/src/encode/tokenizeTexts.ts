import type { Tokenizer } from '@siamese/core'

export interface TokenizedTexts {
  readonly ids: readonly (readonly number[])[]
  /** How many texts were longer than the limit and were cut. */
  readonly truncated: number
}

export const tokenizeTexts = (tokenizer: Tokenizer, texts: readonly string[], maxLength: number): TokenizedTexts => {
  const encoded = texts.map(text => tokenizer.encode(text, maxLength))
  return { ids: encoded.map(({ ids }) => ids), truncated: encoded.filter(({ truncated }) => truncated).length }
}
