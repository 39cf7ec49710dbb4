import { type Either, isLeft, map, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { toByteLevel } from './byteLevel.js'
import { wordsOrMarks } from './characterSets.js'
import { classBit } from './characters.js'
import { allOf, oneOf, part, type ReadPart } from './part.js'
import { literal, pattern, readPattern } from './pattern.js'
import { regularExpression } from './regularExpression.js'
import { charactersThat, matchesOf, type SplitBehavior, splitBehavior, splitting } from './splitting.js'
import { splitWords } from './splitWords.js'

/** The words of a normalised piece of text, none of them empty; `first` where the piece begins the text. */
export type PreTokenizer = (text: string, first: boolean) => readonly string[]

const splitter = (
  found: Either<string, RegExp>,
  behavior: SplitBehavior,
  inverted = false,
): Either<string, PreTokenizer> => map((each: RegExp) => splitting(matchesOf(each), behavior, inverted))(found)

const defaulted = <A>(codec: t.Type<A, unknown>) => t.union([codec, t.undefined, t.null])

/** GPT-2's words: with the blank before them, letters, digits and the rest apart, and English contractions. */
const gptWords = regularExpression("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+")

const kinds: Readonly<Record<string, ReadPart<PreTokenizer>>> = {
  BertPreTokenizer: (_, { classes }) => right(splitWords(classes)),
  ByteLevel: part(
    t.type({ add_prefix_space: defaulted(t.boolean), use_regex: defaulted(t.boolean) }),
    ({ add_prefix_space, use_regex }) =>
      map((split: PreTokenizer): PreTokenizer => {
        const words: PreTokenizer = use_regex === false ? whole : split
        return (text, first) => {
          const begun = (add_prefix_space ?? true) && !text.startsWith(' ') ? ` ${text}` : text
          return words(begun, first).map(toByteLevel)
        }
      })(splitter(gptWords, 'Isolated')),
  ),
  Metaspace: part(
    t.type({
      replacement: t.string,
      prepend_scheme: defaulted(t.keyof({ always: null, first: null, never: null })),
      add_prefix_space: defaulted(t.boolean),
      split: defaulted(t.boolean),
    }),
    ({ replacement, prepend_scheme, add_prefix_space, split }) => {
      const scheme = add_prefix_space === false ? 'never' : (prepend_scheme ?? 'always')
      const words = split === false ? whole : atEach(replacement, 'MergedWithNext')
      return right((text, first) => {
        const marked = text.replaceAll(' ', replacement)
        const begins = scheme === 'always' || (scheme === 'first' && first)
        return words(begins && !marked.startsWith(replacement) ? replacement + marked : marked, first)
      })
    },
  ),
  Whitespace: () => right(splitting(matchesOf(wordsOrMarks), 'Removed', true)),
  WhitespaceSplit: () => right(splitting(matchesOf(/\p{White_Space}/gu), 'Removed')),
  Punctuation: part(t.type({ behavior: defaulted(splitBehavior) }), ({ behavior }, { classes }) => {
    const bit = classBit.punctuation
    return right(
      splitting(
        charactersThat(code => (classes[code]! & bit) !== 0),
        behavior ?? 'Isolated',
      ),
    )
  }),
  Digits: part(t.type({ individual_digits: defaulted(t.boolean) }), ({ individual_digits }) =>
    right(splitting(matchesOf(/\p{N}/gu), individual_digits ? 'Isolated' : 'Contiguous')),
  ),
  CharDelimiterSplit: part(t.type({ delimiter: t.string }), ({ delimiter }) => right(atEach(delimiter, 'Removed'))),
  FixedLength: part(t.type({ length: defaulted(t.number) }), ({ length }) =>
    right(splitting(matchesOf(new RegExp(`.{1,${length ?? 5}}`, 'gsu')), 'Isolated')),
  ),
  Split: part(t.type({ pattern, behavior: splitBehavior, invert: defaulted(t.boolean) }), settings =>
    splitter(readPattern(settings.pattern), settings.behavior, settings.invert ?? false),
  ),
  Sequence: part(t.type({ pretokenizers: t.array(t.unknown) }), ({ pretokenizers }, around) => {
    const steps = allOf(pretokenizers, readKnown, around)
    return isLeft(steps) ? steps : right((text, first) => inTurn(steps.right, text, first))
  }),
}

const readKnown = oneOf<PreTokenizer>('pre-tokenizers', () => kinds)

/** How a tokenizer.json splits a text into words. */
export const readPreTokenizer: ReadPart<PreTokenizer> = (json, around) =>
  json === null || json === undefined ? right(whole) : readKnown(json, around)

const whole: PreTokenizer = text => (text === '' ? [] : [text])

const atEach = (character: string, behavior: SplitBehavior): PreTokenizer =>
  splitting(matchesOf(literal(character)), behavior)

/** Each step splits what the one before it made. The first piece begins the text until a step takes away what stood before it. */
const inTurn = (steps: readonly PreTokenizer[], text: string, first: boolean): readonly string[] => {
  let pieces: readonly string[] = [text]
  let begins = first
  for (const step of steps) {
    const [begun, ...rest] = pieces
    if (begun === undefined) return pieces
    const made = step(begun, begins)
    const kept = made.reduce((sum, piece) => sum + piece.length, 0) >= begun.length
    begins &&= kept || (made[0] !== undefined && begun.startsWith(made[0]))
    pieces = [...made, ...rest.flatMap(piece => step(piece, false))]
  }
  return pieces
}
