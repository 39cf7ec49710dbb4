import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type Problems, problem } from '../../problem.js'
import { bytePairs } from '../bytePairs.js'
import { characterClasses } from '../characters.js'
import { readNormalizer } from '../normalizer.js'
import { readPreTokenizer } from '../preTokenizer.js'
import { begin, learnPairs, type Pairs } from './learnPairs.js'
import {
  idsOf,
  type Parts,
  partsOf,
  specialTokens,
  type TokenizerKind,
  tokenizerJson,
  wordPieceModel,
} from './parts.js'

export interface LearnSettings {
  readonly kind: TokenizerKind
  /** How many tokens, special ones included. */
  readonly size: number
  /** Special tokens besides `[PAD] [UNK] [CLS] [SEP] [MASK]`. */
  readonly special: readonly string[]
  readonly lowerCase: boolean
  /** Neighbours that come together less often stay apart. */
  readonly minCount: number
  /** How many characters are kept, the most frequent ones. */
  readonly characters?: number | undefined
}

/** How often each word comes in the texts that are added, one after the other. */
export const countWords = ({ kind, lowerCase }: Pick<LearnSettings, 'kind' | 'lowerCase'>) => {
  const { normalizer, pre_tokenizer } = partsOf[kind](lowerCase)
  const surroundings = { classes: characterClasses(), config: { tokenizer_class: 'PreTrainedTokenizerFast' } }
  const normalize = readNormalizer(normalizer, surroundings)
  const words = readPreTokenizer(pre_tokenizer, surroundings)
  if (isLeft(normalize) || isLeft(words)) throw new Error(`internal: the parts of ${kind} cannot be read`)
  const counts = new Map<string, number>()
  const add = (text: string) => {
    for (const word of words.right(normalize.right(text.toWellFormed()), true))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return { add, counts: counts as ReadonlyMap<string, number> }
}

export interface LearnedTokenizer {
  /** tokenizer.json */
  readonly json: Readonly<Record<string, unknown>>
  /** By id. */
  readonly tokens: readonly string[]
}

/**
 * A tokenizer whose vocabulary is learned by byte pairs. Its merges are those of the tokenizers library for `bpe`; a WordPiece vocabulary
 * are the tokens that such merges make within words, a Unigram one has them with the logarithm of how often the words are cut into each.
 */
export const learnTokenizer = (
  counts: ReadonlyMap<string, number>,
  settings: LearnSettings,
  progress?: (tokens: number) => void,
): Either<Problems, LearnedTokenizer> => {
  const special = [...specialTokens, ...settings.special]
  const parts = partsOf[settings.kind](settings.lowerCase)
  const wrong = faults(counts, settings, special, parts)
  if (wrong.length > 0) return left(wrong)
  const pairs = learnPairs(counts, { ...settings, ...parts, special }, progress)
  const { model, tokens } = models[settings.kind](pairs, special.length, counts)
  return right({ json: tokenizerJson(parts, special, model), tokens })
}

const faults = (
  counts: ReadonlyMap<string, number>,
  settings: LearnSettings,
  special: readonly string[],
  parts: Parts,
): Problems => {
  const { size } = settings
  const { length } = begin(counts, { ...settings, ...parts, special }).tokens
  return [
    ...special.flatMap((token, i) =>
      token.trim() === '' || special.indexOf(token) < i
        ? [
            problem(
              `the special token ${JSON.stringify(token)} is ${token.trim() === '' ? 'blank' : 'there already'}: leave it out`,
            ),
          ]
        : [],
    ),
    ...(counts.size > 0 ? [] : [problem('there are no words to learn from: the texts are empty')]),
    ...(size > length
      ? []
      : [
          problem(
            `a vocabulary of ${size} has no room for pieces: ${special.length} special tokens and the characters are ${length} already; raise the size, or keep fewer characters`,
          ),
        ]),
  ]
}

type Model = (
  pairs: Pairs,
  special: number,
  counts: ReadonlyMap<string, number>,
) => { readonly model: object; readonly tokens: readonly string[] }

const models: Readonly<Record<TokenizerKind, Model>> = {
  wordpiece: ({ tokens }) => ({ tokens, model: wordPieceModel(tokens) }),
  bpe: ({ tokens, merges }) => ({
    tokens,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: idsOf(tokens),
      merges,
    },
  }),
  unigram: ({ tokens, merges }, special, counts) => {
    const ids = new Map(tokens.map((token, id) => [token, id]))
    const cut = bytePairs({ merges }, ids)
    if (isLeft(cut)) throw new Error(`internal: ${cut.left}`)
    const uses = new Float64Array(tokens.length)
    let all = 0
    for (const [word, times] of counts)
      for (const id of cut.right(word)) {
        uses[id]! += times
        all += times
      }
    const score = (id: number) => Math.log(Math.max(1, uses[id]!) / all)
    const pieces = tokens
      .map((token, id) => [token, score(id)] as const)
      .slice(special)
      .sort(([, a], [, b]) => b - a)
    const vocab = [...tokens.slice(0, special).map(token => [token, 0] as const), ...pieces]
    return {
      tokens: vocab.map(([token]) => token),
      model: { type: 'Unigram', unk_id: tokens.indexOf('[UNK]'), vocab, byte_fallback: false },
    }
  },
}
