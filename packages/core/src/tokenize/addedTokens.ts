import { endsWithWord, startsWithWord } from './characterSets.js'
import { literally } from './literally.js'
import type { Normalizer } from './normalizer.js'

export interface AddedToken {
  readonly id: number
  readonly content: string
  /** Looked for in the normalised text and not in the text as written. */
  readonly normalized: boolean
  /** Left out when tokens become a text again. */
  readonly special: boolean
  /** No part of a longer word. */
  readonly single_word?: boolean | undefined
  /** Takes the blanks before it, and those behind it. */
  readonly lstrip?: boolean | undefined
  readonly rstrip?: boolean | undefined
}

/** A piece of a text: words still to be split, or the id of a token that stands for itself. */
export type Piece = string | number

/** Cuts texts at the tokens that are never split, as `[SEP]`; the longest one at a place wins. The rest comes back normalised. */
export const splitAddedTokens = (added: readonly AddedToken[], normalize: Normalizer) => {
  const asWritten = finder(added.filter(({ normalized }) => !normalized))
  const asNormalized = finder(
    added.filter(({ normalized }) => normalized).map(token => ({ ...token, content: normalize(token.content) })),
  )
  return (text: string): readonly Piece[] => {
    const written = asWritten(text)
    return written.flatMap(piece => (typeof piece === 'number' ? [piece] : asNormalized(normalize(piece))))
  }
}

const finder = (tokens: readonly AddedToken[]): ((text: string) => readonly Piece[]) => {
  const known = new Map(tokens.filter(({ content }) => content !== '').map(token => [token.content, token]))
  if (known.size === 0) return whole
  const contents = [...known.keys()].sort((a, b) => b.length - a.length).map(literally)
  const any = new RegExp(contents.join('|'), 'u')
  const every = new RegExp(any, 'gu')
  return text => {
    if (!any.test(text)) return whole(text)
    const pieces: Piece[] = []
    let from = 0
    for (const { index, 0: content } of text.matchAll(every)) {
      const token = known.get(content)!
      const before = text.slice(0, index)
      const behind = text.slice(index + content.length)
      if (token.single_word && (endsWithWord.test(before) || startsWithWord.test(behind))) continue
      const start = token.lstrip ? Math.max(from, before.replace(blanksAtEnd, '').length) : index
      if (start > from) pieces.push(text.slice(from, start))
      from = text.length - (token.rstrip ? behind.replace(blanksAtStart, '') : behind).length
      if (from > start) pieces.push(token.id)
    }
    if (from < text.length) pieces.push(text.slice(from))
    return pieces
  }
}

/** An empty piece is none: it has no words, not even the mark of one that begins. */
const whole = (text: string): readonly Piece[] => (text === '' ? [] : [text])

const blanksAtEnd = /(?<!\p{White_Space})\p{White_Space}+$/u
const blanksAtStart = /^\p{White_Space}+/u
