import type { Piece } from './addedTokens.js'
import type { Normalizer } from './normalizer.js'
import type { PreTokenizer } from './preTokenizer.js'
import type { Word } from './remembering.js'
import type { Side } from './truncate.js'

export interface Steps {
  readonly pieces: (text: string) => readonly Piece[]
  readonly words: PreTokenizer
  readonly idsOf: Word
  readonly normalize: Normalizer
}

/** A text's own ids, without special tokens; after a word that makes them `most` or more, what is to be cut off is left out. */
export type OwnIds = (text: string, most: number) => readonly number[]

export const ownIds = (steps: Steps, side: Side): OwnIds => (side === 'right' ? fromBeginning(steps) : fromEnd(steps))

/** Half a pair of surrogates is U+FFFD, as it is in UTF-8. A piece begins the text where nothing in front of it was dropped. */
const started = ({ pieces, normalize }: Steps, text: string) => {
  const whole = text.toWellFormed()
  const begins = normalize(String.fromCodePoint(whole.codePointAt(0) ?? 0)) !== ''
  return { found: pieces(whole), begins }
}

const fromBeginning =
  (steps: Steps): OwnIds =>
  (text, most) => {
    const { found, begins } = started(steps, text)
    const { words, idsOf } = steps
    const all: number[] = []
    for (const [place, piece] of found.entries()) {
      if (typeof piece === 'number') all.push(piece)
      else
        for (const word of words(piece, begins && place === 0)) {
          for (const id of idsOf(word)) all.push(id)
          if (all.length >= most) return all
        }
    }
    return all
  }

const fromEnd =
  (steps: Steps): OwnIds =>
  (text, most) => {
    const { found, begins } = started(steps, text)
    const units = found.flatMap((piece, place): readonly Piece[] =>
      typeof piece === 'number' ? [piece] : steps.words(piece, begins && place === 0),
    )
    const last: (readonly number[])[] = []
    let length = 0
    for (const unit of units.reverse()) {
      const ids = typeof unit === 'number' ? [unit] : steps.idsOf(unit)
      last.push(ids)
      length += ids.length
      if (typeof unit !== 'number' && length >= most) break
    }
    return last.reverse().flat()
  }
