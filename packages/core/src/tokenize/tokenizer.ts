import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { brief } from '../brief.js'
import { type Problems, problem } from '../problem.js'
import { splitAddedTokens } from './addedTokens.js'
import { putTogether, readAround, specialIn } from './around.js'
import { characterClasses } from './characters.js'
import { readDecoder } from './decoder.js'
import { highest } from './highest.js'
import { readModel } from './model.js'
import { readNormalizer } from './normalizer.js'
import { lower } from './normalizeText.js'
import { ownIds } from './ownIds.js'
import { readPreTokenizer } from './preTokenizer.js'
import type { Encoded, Tokenizer } from './reading.js'
import { readTokenizerJson, refuse } from './tokenizerJson.js'
import { cut, longestFirst, type Side } from './truncate.js'
import { isWordList, readWordList } from './whitespace.js'

export type { Encoded, EncodedPair, Tokenizer } from './reading.js'

export interface TokenizerOptions {
  /** `do_lower_case` of sentence_bert_config.json: lower-cases before the tokenizer's own normalisation. */
  readonly lowerCase?: boolean
}

type Json = Readonly<Record<string, unknown>>

/** The tokenizer of a parsed tokenizer.json and tokenizer_config.json, or of a word list. Lengths written in them are left to the caller. */
export const readTokenizer = (
  json: unknown,
  config: unknown = {},
  { lowerCase = false }: TokenizerOptions = {},
): Either<Problems, Tokenizer> => {
  if (isWordList(json)) return readWordList(json)
  const read = readTokenizerJson(json)
  if (isLeft(read)) return read
  const file = read.right
  const settings = (typeof config === 'object' && config !== null ? config : {}) as Json
  const surroundings = { classes: characterClasses(), config: settings }
  const model = readModel(file.model, surroundings)
  if (isLeft(model)) return refuse(model.left)
  const normalizer = readNormalizer(file.normalizer, surroundings)
  if (isLeft(normalizer)) return refuse(normalizer.left)
  const preTokenizer = readPreTokenizer(file.pre_tokenizer, surroundings)
  if (isLeft(preTokenizer)) return refuse(preTokenizer.left)
  const around = readAround(file.post_processor, surroundings)
  if (isLeft(around)) return refuse(around.left)
  const decoder = readDecoder(file.decoder, surroundings)
  if (isLeft(decoder)) return refuse(decoder.left)

  const { ids, idsOf, unknown } = model.right
  const added = file.added_tokens ?? []
  const others = new Map(added.flatMap(({ content, id }) => (ids.has(content) ? [] : [[content, id] as const])))
  const idOf = (token: string) => ids.get(token) ?? others.get(token)
  const padToken = tokenNamed(settings.pad_token)
  const named = (padToken === undefined ? ['[PAD]', '<pad>'] : [padToken]).map(idOf).find(id => id !== undefined)
  // Where nothing is put around a text, one without tokens is all that is ever filled up, and no pooling reads what fills it.
  const pad = named ?? (padToken === undefined && specialIn(around.right.single) === 0 ? 0 : undefined)
  if (pad === undefined) return left([noPadToken(padToken)])
  const paddingSide = sideOf(settings.padding_side ?? file.padding?.direction)
  const truncationSide = sideOf(settings.truncation_side ?? file.truncation?.direction)
  const wrong = [paddingSide, truncationSide].indexOf(undefined)
  if (wrong >= 0) return left([noSide(wrong === 0 ? 'padding_side' : 'truncation_side', settings)])
  const side = truncationSide!

  const vocabulary = 1 + Math.max(highest(ids.values()), highest(others.values()))
  const beyond = [...around.right.single, ...around.right.pair]
    .flatMap(slot => ('ids' in slot ? slot.ids : []))
    .find(id => id >= vocabulary)
  if (beyond !== undefined)
    return refuse(
      `special tokens of its own vocabulary; it puts ${beyond} around a text, and has ids up to ${vocabulary - 1}`,
    )

  const normalize = lowerCase ? (text: string) => normalizer.right(lower(text)) : normalizer.right
  const characters = added.reduce((sum, { content }) => sum + content.length, 0)
  if (characters > mostOfAdded)
    return refuse(`added tokens of ${mostOfAdded} characters at most in all; its own have ${characters}`)
  const known = added.map(token => ({ ...token, id: idOf(token.content)! }))
  const pieces = splitAddedTokens(known, normalize)
  const own = ownIds({ pieces, words: preTokenizer.right, idsOf, normalize }, side)
  const { single, pair } = around.right
  const special = specialIn(single)
  const encode = (text: string, maxLength: number): Encoded => {
    const room = Math.max(0, maxLength - special)
    const all = own(text, room + 1)
    return { ids: putTogether(single, [cut(all, room, side)]).ids, truncated: all.length > room }
  }
  const specials = new Set([...known.flatMap(({ id, special }) => (special ? [id] : [])), ...namedIn(settings, idOf)])
  let names: ReadonlyMap<number, string> | undefined
  const tokens = (wanted: readonly number[]) => {
    names ??= new Map([...ids, ...others].map(([token, id]) => [id, token]))
    return wanted.map(id => names?.get(id) ?? unknown ?? '')
  }
  return right({
    vocabulary,
    pad,
    paddingSide: paddingSide!,
    truncationSide: side,
    special,
    encode,
    encodePair: (first, second, maxLength) => {
      const room = Math.max(0, maxLength - specialIn(pair))
      const all = [first, second].map(text => own(text, Number.POSITIVE_INFINITY))
      const [a, b] = [first, second].map(text => own(text, maxLength).length) as [number, number]
      const keep = longestFirst(a, b, room)
      const kept = all.map((each, i) => cut(each, keep[i]!, side))
      return { ...putTogether(pair, kept), truncated: kept.some((each, i) => each.length < all[i]!.length) }
    },
    promptLength: (prompt, maxLength) => {
      const { ids } = encode(prompt, maxLength)
      return specials.has(ids.at(-1)!) ? ids.length - 1 : ids.length
    },
    tokens,
    decode: wanted => decoder.right(tokens(wanted.filter(id => !specials.has(id)))),
  })
}

/** They are looked for by one regular expression; those of thousands of tokens have a tenth. */
const mostOfAdded = 100_000

/** A token as tokenizer_config.json names it: its text, or an object with it. */
const tokenNamed = (named: unknown): string | undefined => {
  const token = typeof named === 'object' && named !== null ? (named as { readonly content?: unknown }).content : named
  return typeof token === 'string' ? token : undefined
}

/** The ids of the special tokens that tokenizer_config.json names. */
const namedIn = (config: Json, idOf: (token: string) => number | undefined): readonly number[] =>
  ['bos_token', 'eos_token', 'unk_token', 'sep_token', 'pad_token', 'cls_token', 'mask_token'].flatMap(key => {
    const token = tokenNamed(config[key])
    const id = token === undefined ? undefined : idOf(token)
    return id === undefined ? [] : [id]
  })

const sideOf = (written: unknown): Side | undefined => {
  const side = written === undefined || written === null ? 'right' : String(written).toLowerCase()
  return side === 'left' || side === 'right' ? side : undefined
}

const noSide = (key: string, config: Json) =>
  problem(`tokenize needs a ${key} of left or right; tokenizer_config.json has ${brief(config[key])}`, {
    place: 'tokenizer_config.json',
  })

const noPadToken = (named: string | undefined) =>
  problem(`tokenize needs a pad_token that is in the vocabulary; tokenizer_config.json names ${named ?? 'none'}`, {
    place: 'tokenizer_config.json',
  })
