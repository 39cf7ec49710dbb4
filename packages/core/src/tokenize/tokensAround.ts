import { Tokenizer as Library } from '@huggingface/tokenizers'
import type { TokenizerJson } from './tokenizerJson.js'

/** The tokens that a post-processor puts around a text. */
export interface Around {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** The library is asked with a vocabulary of one token: it copies the whole one several times. */
export const tokensAround = ({ model, post_processor }: TokenizerJson): Around => {
  const library = new Library(
    {
      model: { ...model, vocab: { [model.unk_token]: 0 } },
      normalizer: null,
      pre_tokenizer: null,
      post_processor: post_processor ?? null,
      decoder: null,
      added_tokens: [],
    },
    {},
  )
  const text = '\0'
  const tokens: readonly string[] = library.post_processor?.post_process([text], null, true).tokens ?? [text]
  const at = tokens.indexOf(text)
  return { before: tokens.slice(0, at), after: tokens.slice(at + 1) }
}
