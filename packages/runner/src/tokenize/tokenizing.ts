import type { Route, Tokenizer } from '@siamese/core'
import { type TokenizedTexts, tokenizeTexts } from './tokenizeTexts.js'

/** Where texts become token ids: in this thread or beside it, where routes have a tokenizer each by that of the route. The answers are the same, in the order asked for. */
export interface Tokenizing {
  readonly tokenize: (texts: readonly string[], maxLength: number, route?: Route) => Promise<TokenizedTexts>
  /** Ends what runs beside this thread; what was asked for and not answered is refused. */
  readonly close: () => Promise<void>
}

/** In this thread, at once when asked. */
export const tokenizeHere = (tokenizer: Tokenizer): Tokenizing => ({
  tokenize: async (texts, maxLength) => tokenizeTexts(tokenizer, texts, maxLength),
  close: async () => {},
})
