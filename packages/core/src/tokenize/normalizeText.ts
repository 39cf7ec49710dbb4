import { classBit } from './characters.js'
import { normalForm } from './normalForm.js'

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
  const decompose = normalForm(classes, 'NFD')
  return (text: string): string => {
    if (plain.test(text)) return lowercase ? text.toLowerCase() : text
    const cleaned = drop || pad ? clean(text, classes, drop, blank, pad) : text
    const stripped = stripAccents ? without(decompose(cleaned), classes, classBit.mark) : cleaned
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

/** A text without the characters of a class. */
export const without = (text: string, classes: Uint8Array, dropped: number): string => {
  let kept = ''
  for (const character of text) if (!(classes[character.codePointAt(0)!]! & dropped)) kept += character
  return kept
}
