import { isLeft, map, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { fromByteLevel } from './byteLevel.js'
import { allOf, oneOf, part, type ReadPart } from './part.js'
import { pattern, replacing } from './pattern.js'

/** From tokens to pieces of text that are joined. */
type Decode = (tokens: readonly string[]) => readonly string[]

const each =
  (change: (token: string, at: number) => string): Decode =>
  tokens =>
    tokens.map(change)

const kinds: Readonly<Record<string, ReadPart<Decode>>> = {
  WordPiece: part(t.type({ prefix: t.string, cleanup: t.boolean }), ({ prefix, cleanup }) =>
    right(
      each((token, at) => {
        const piece = at === 0 ? token : token.startsWith(prefix) ? token.slice(prefix.length) : ` ${token}`
        return cleanup ? cleaned(piece) : piece
      }),
    ),
  ),
  ByteLevel: () => right(tokens => [fromByteLevel(tokens)]),
  Metaspace: part(
    t.intersection([
      t.type({ replacement: t.string }),
      t.partial({ prepend_scheme: t.string, add_prefix_space: t.boolean }),
    ]),
    ({ replacement, prepend_scheme, add_prefix_space }) => {
      const begins = add_prefix_space === false ? false : prepend_scheme !== 'never'
      return right(each((token, at) => token.replaceAll(replacement, begins && at === 0 ? '' : ' ')))
    },
  ),
  BPEDecoder: part(t.type({ suffix: t.string }), ({ suffix }) =>
    right(tokens => tokens.map((token, at) => token.replaceAll(suffix, at === tokens.length - 1 ? '' : ' '))),
  ),
  ByteFallback: () => right(fromBytes),
  Fuse: () => right(tokens => [tokens.join('')]),
  Strip: part(t.type({ content: t.string, start: t.number, stop: t.number }), ({ content, start, stop }) =>
    right(each(token => stripped(token, content, start, stop))),
  ),
  Replace: part(t.type({ pattern, content: t.string }), settings =>
    map((replace: (text: string) => string) => each(replace))(replacing(settings.pattern, settings.content)),
  ),
  CTC: part(
    t.type({ pad_token: t.string, word_delimiter_token: t.string, cleanup: t.boolean }),
    ({ pad_token, word_delimiter_token, cleanup }) =>
      right(tokens =>
        tokens
          .filter((token, at) => at === 0 || token !== tokens[at - 1])
          .map(token => token.replaceAll(pad_token, ''))
          .map(token => (cleanup ? cleaned(token).replaceAll(word_delimiter_token, ' ') : token))
          .filter(token => token !== ''),
      ),
  ),
  Sequence: part(t.type({ decoders: t.array(t.unknown) }), ({ decoders }, around) => {
    const steps = allOf(decoders, readKnown, around)
    if (isLeft(steps)) return steps
    return right(tokens => steps.right.reduce<readonly string[]>((sofar, step) => step(sofar), tokens))
  }),
}

const readKnown = oneOf<Decode>('decoders', () => kinds)

/** From tokens back to a text; without a decoder they stand with blanks between them. */
export const readDecoder: ReadPart<(tokens: readonly string[]) => string> = (json, around) =>
  json === null || json === undefined
    ? right(tokens => tokens.join(' '))
    : map((decode: Decode) => (tokens: readonly string[]) => (tokens.length === 0 ? '' : decode(tokens).join('')))(
        readKnown(json, around),
      )

/** English, without the blanks that splitting put before marks and contractions. */
export const cleaned = (text: string): string =>
  cleanups.reduce((sofar, [written, meant]) => sofar.replaceAll(written, meant), text)

const cleanups = [
  [' .', '.'],
  [' ?', '?'],
  [' !', '!'],
  [' ,', ','],
  [" ' ", "'"],
  [" n't", "n't"],
  [" 'm", "'m"],
  [' do not', " don't"],
  [" 's", "'s"],
  [" 've", "'ve"],
  [" 're", "'re"],
] as const

/** Bytes in a row, `<0xE2>`, become their text; where they are none, U+FFFD each. */
const fromBytes: Decode = tokens => {
  const pieces: string[] = []
  let bytes: number[] = []
  const settle = () => {
    if (bytes.length > 0) pieces.push(textOf(bytes))
    bytes = []
  }
  for (const token of tokens) {
    const byte = /^<0x([\da-fA-F]{2})>$/.exec(token)
    if (byte) bytes.push(Number.parseInt(byte[1]!, 16))
    else {
      settle()
      pieces.push(token)
    }
  }
  settle()
  return pieces
}

const textOf = (bytes: readonly number[]): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
  } catch {
    return '\ufffd'.repeat(bytes.length)
  }
}

const stripped = (token: string, content: string, start: number, stop: number): string => {
  const characters = [...token]
  let from = 0
  while (from < start && characters[from] === content) from++
  let to = characters.length
  while (characters.length - to < stop && to > 0 && characters[to - 1] === content) to--
  return characters.slice(from, Math.max(from, to)).join('')
}
