import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type Problems, problem } from '../problem.js'
import { splitAddedTokens } from './addedTokens.js'
import { characterClasses } from './characters.js'
import { knownNormalizers, readNormalizer } from './normalizer.js'
import { lower } from './normalizeText.js'
import { splitWords } from './splitWords.js'
import { readTokenizerJson, refuse } from './tokenizerJson.js'
import { tokensAround } from './tokensAround.js'
import { wordPieces } from './wordPieces.js'

export interface Encoded {
  readonly ids: readonly number[]
  readonly truncated: boolean
}

export interface Tokenizer {
  /** One more than the highest id. */
  readonly vocabulary: number
  /** The id that fills a batch up. */
  readonly pad: number
  /** How many special tokens one text gets. */
  readonly special: number
  /** A text's ids with its special tokens, at most `maxLength` in all: what is too long is cut on the right, within the special tokens. */
  readonly encode: (text: string, maxLength: number) => Encoded
  readonly tokens: (ids: readonly number[]) => readonly string[]
}

export interface TokenizerOptions {
  /** `do_lower_case` of sentence_bert_config.json: lower-cases before the tokenizer's own normalisation. */
  readonly lowerCase?: boolean
}

/** The tokenizer of a parsed tokenizer.json and tokenizer_config.json. Truncation and padding written in them are left to the caller. */
export const readTokenizer = (
  json: unknown,
  config: unknown = {},
  { lowerCase = false }: TokenizerOptions = {},
): Either<Problems, Tokenizer> => {
  const read = readTokenizerJson(json)
  if (isLeft(read)) return read
  const file = read.right
  const settings = (typeof config === 'object' && config !== null ? config : {}) as Readonly<Record<string, unknown>>
  const classes = characterClasses()
  const normalizer = readNormalizer(file.normalizer, classes, settings)
  if (isLeft(normalizer)) return refuse(`normalizers that it knows (${knownNormalizers}); it has ${normalizer.left}`)
  if (file.pre_tokenizer?.type !== 'BertPreTokenizer')
    return refuse(`a BertPreTokenizer; it has ${file.pre_tokenizer?.type ?? 'none'}`)
  const ids = new Map<string, number>()
  for (const token in file.model.vocab) ids.set(token, file.model.vocab[token]!)
  const others = new Map<string, number>()
  for (const { content, id } of file.added_tokens ?? []) (ids.has(content) ? ids : others).set(content, id)
  const idOf = (token: string) => ids.get(token) ?? others.get(token)
  const padToken = padTokenOf(settings)
  const pad = (padToken === undefined ? ['[PAD]', '<pad>'] : [padToken]).map(idOf).find(id => id !== undefined)
  if (pad === undefined) return left([noPadToken(padToken)])

  const normalize = lowerCase ? (text: string) => normalizer.right(lower(text)) : normalizer.right
  const pieces = splitAddedTokens(file.added_tokens ?? [], normalize)
  const words = splitWords(classes)
  const idsOf = wordPieces(file.model, ids)
  const around = tokensAround(file)
  const unknown = ids.get(file.model.unk_token)!
  const before = around.before.map(token => idOf(token) ?? unknown)
  const after = around.after.map(token => idOf(token) ?? unknown)
  const special = before.length + after.length
  let names: ReadonlyMap<number, string> | undefined
  return right({
    vocabulary: 1 + Math.max(highest(ids), highest(others)),
    pad,
    special,
    encode: (text, maxLength) => {
      const room = Math.max(0, maxLength - special)
      const last = before.length + room
      const all = [...before]
      for (const piece of pieces(text)) {
        if (typeof piece === 'number') all.push(piece)
        else
          for (const word of words(piece)) {
            for (const id of idsOf(word)) all.push(id)
            if (all.length > last) break
          }
        if (all.length > last) break
      }
      const truncated = all.length > last
      if (truncated) all.length = last
      for (const id of after) all.push(id)
      return { ids: all, truncated }
    },
    tokens: tokens => {
      names ??= new Map([...ids, ...others].map(([token, id]) => [id, token]))
      return tokens.map(id => names?.get(id) ?? file.model.unk_token)
    },
  })
}

const highest = (ids: ReadonlyMap<string, number>): number => {
  let most = -1
  for (const id of ids.values()) if (id > most) most = id
  return most
}

const padTokenOf = (config: Readonly<Record<string, unknown>>): string | undefined => {
  const named = config.pad_token as string | { readonly content?: string } | null | undefined
  return (typeof named === 'object' ? named?.content : named) ?? undefined
}

const noPadToken = (named: string | undefined) =>
  problem(`tokenize needs a pad_token that is in the vocabulary; tokenizer_config.json names ${named ?? 'none'}`, {
    place: 'tokenizer_config.json',
  })
