import type { Tokenizer } from '@siamese/core'
import type { OpenModel } from '../model/openModel.js'
import { idsOfEach } from '../tokenize/tokenizeTexts.js'
import type { Tokenizing } from '../tokenize/tokenizing.js'

/** What a loss's own encoder makes tokens with. */
export interface Reader extends Pick<OpenModel, 'tokenizer' | 'tokenizerFiles'> {
  readonly tokenizing: Tokenizing
  readonly maxLength: number
}

/**
 * Whether a guide takes the tokens of the encoder as they are: it knows the same ones, and as many of a text.
 * Source: GISTEmbedLoss, must_retokenize.
 */
export const readsTokensOf = (reader: Reader, own: Omit<Reader, 'tokenizing'>): boolean =>
  own.maxLength >= reader.maxLength && isSameVocabulary(reader.tokenizer, own.tokenizer)

export const isSameVocabulary = (one: Tokenizer, other: Tokenizer): boolean => {
  if (one.vocabulary !== other.vocabulary) return false
  const ids = Array.from({ length: one.vocabulary }, (_, id) => id)
  const [first, second] = [one.tokens(ids), other.tokens(ids)]
  return first.every((token, id) => token === second[id])
}

/** The texts that the encoder's tokens stand for, cut and in the case that it sees them; a guide with other tokens reads these. */
export const textsOfTokens = async (
  { tokenizer, tokenizerFiles, tokenizing, maxLength }: Reader,
  texts: readonly string[],
): Promise<readonly string[]> => {
  const told = idsOfEach(await tokenizing.tokenize(texts, maxLength)).map(ids => tokenizer.decode([...ids]))
  return cleansUp(tokenizerFiles) ? told.map(withoutBlanks) : told
}

/** The library does so where the tokenizer asks for it, but for byte pairs. Source: TokenizersBackend._decode of transformers. */
const cleansUp = ({ json, config }: OpenModel['tokenizerFiles']): boolean =>
  config.clean_up_tokenization_spaces === true && (json.model as { readonly type?: unknown } | null)?.type !== 'BPE'

const blanks = [' .', ' ?', ' !', ' ,', " ' ", " n't", " 'm", " 's", " 've", " 're"]
const withoutBlanks = (text: string): string => blanks.reduce((left, each) => left.replaceAll(each, each.trim()), text)
