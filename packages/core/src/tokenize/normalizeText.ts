import { classBit } from './characters.js'

/** What BERT does to a text before it is split into words. */
export interface Normalization {
  readonly cleanText: boolean
  readonly spaceChinese: boolean
  readonly stripAccents: boolean
  readonly lowercase: boolean
}

/**
 * BERT's basic normalisation, in its order: drop control characters, put spaces around Chinese characters, drop accents, lower-case.
 * `classes` are those of `characterClasses`.
 */
export const normalizeText = (
  classes: Uint8Array,
  { cleanText, spaceChinese, stripAccents, lowercase }: Normalization,
) => {
  const drop = cleanText ? classBit.removed : 0
  const blank = cleanText ? classBit.space : 0
  const pad = spaceChinese ? classBit.chinese : 0
  return (text: string): string => {
    if (plain.test(text)) return lowercase ? text.toLowerCase() : text
    const cleaned = drop || pad ? clean(text, classes, drop, blank, pad) : text
    const stripped = stripAccents ? strip(cleaned, classes) : cleaned
    return lowercase ? lower(stripped) : stripped
  }
}

/** Each letter by itself: no final form of Σ at the end of a word, unlike JavaScript's own. */
export const lower = (text: string): string => text.replaceAll('Σ', 'σ').toLowerCase()

const plain = /^[ -~]*$/

const clean = (text: string, classes: Uint8Array, drop: number, blank: number, pad: number): string => {
  let cleaned = ''
  for (const character of text) {
    const bits = classes[character.codePointAt(0)!]!
    if (bits & drop) continue
    cleaned += bits & blank ? ' ' : bits & pad ? ` ${character} ` : character
  }
  return cleaned
}

const strip = (text: string, classes: Uint8Array): string => {
  let stripped = ''
  for (const character of text.replace(decomposable, run => run.normalize('NFD')))
    if (!(classes[character.codePointAt(0)!]! & classBit.mark)) stripped += character
  return stripped
}

/** Everything but the characters whose decomposition is newer than the library's tables. */
const decomposable =
  /[^\u{105c9}\u{105e4}\u{11383}\u{11385}\u{1138e}\u{11391}\u{113c5}\u{113c7}\u{113c8}\u{11938}\u{16121}-\u{16128}\u{16d68}-\u{16d6a}]+/gu
