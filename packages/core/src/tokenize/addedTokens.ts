import type { Normalizer } from './normalizer.js'

export interface AddedToken {
  readonly id: number
  readonly content: string
  /** Looked for in the normalised text and not in the text as written. */
  readonly normalized: boolean
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
    if (written.length === 1 && typeof written[0] === 'string') return asNormalized(normalize(written[0]))
    return written.flatMap(piece => (typeof piece === 'number' ? [piece] : asNormalized(normalize(piece))))
  }
}

const finder = (tokens: readonly AddedToken[]): ((text: string) => readonly Piece[]) => {
  const ids = new Map(tokens.filter(({ content }) => content !== '').map(({ content, id }) => [content, id]))
  if (ids.size === 0) return text => [text]
  const contents = [...ids.keys()].sort((a, b) => b.length - a.length).map(literally)
  const pattern = new RegExp(`(${contents.join('|')})`, 'u')
  return text => {
    if (!pattern.test(text)) return [text]
    return text.split(pattern).map((piece, i) => (i % 2 === 1 ? ids.get(piece)! : piece))
  }
}

const literally = (content: string): string => content.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
