import * as t from 'io-ts'

/** What becomes of the matches that a text is split at. */
export const splitBehavior = t.keyof({
  Removed: null,
  Isolated: null,
  MergedWithPrevious: null,
  MergedWithNext: null,
  Contiguous: null,
})
export type SplitBehavior = t.TypeOf<typeof splitBehavior>

/** A stretch of a text: where it ends (the one before it ends where it begins), and whether it is a match. */
interface Stretch {
  end: number
  readonly matches: boolean
}

/** Where each match begins and ends, in order. */
export type Find = (text: string) => Iterable<readonly [number, number]>

/** The pieces of a text between, or together with, the matches found; `inverted` takes what lies between for the matches. */
export const splitting = (find: Find, behavior: SplitBehavior, inverted = false) => {
  const join = joined[behavior]
  return (text: string): readonly string[] => {
    const stretches = stretchesOf(text, find(text), inverted)
    const kept = behavior === 'Removed' ? stretches : join(stretches)
    const pieces: string[] = []
    let start = 0
    for (const { end, matches } of kept) {
      if (end > start && !(behavior === 'Removed' && matches)) pieces.push(text.slice(start, end))
      start = end
    }
    return pieces
  }
}

/** The matches of a regular expression; an empty one right behind another is none. `matchAll` would compile it anew for each text. */
export const matchesOf = (expression: RegExp): Find =>
  function* (text) {
    expression.lastIndex = 0
    let last = -1
    for (let found = expression.exec(text); found !== null; found = expression.exec(text)) {
      const start = found.index
      const end = expression.lastIndex
      if (end === start) expression.lastIndex += text.codePointAt(end)! > 0xffff ? 2 : 1
      if (end > start || end !== last) {
        last = end
        yield [start, end]
      }
    }
  }

/** Each character whose code point passes. */
export const charactersThat = (pass: (code: number) => boolean): Find =>
  function* (text) {
    for (let at = 0; at < text.length; ) {
      const code = text.codePointAt(at)!
      const next = at + (code > 0xffff ? 2 : 1)
      if (pass(code)) yield [at, next]
      at = next
    }
  }

const stretchesOf = (text: string, found: ReturnType<Find>, inverted: boolean): Stretch[] => {
  const stretches: Stretch[] = []
  let last = 0
  for (const [start, end] of found) {
    if (start > last) stretches.push({ end: start, matches: inverted })
    stretches.push({ end, matches: !inverted })
    last = end
  }
  if (last < text.length) stretches.push({ end: text.length, matches: inverted })
  return stretches
}

type Join = (stretches: readonly Stretch[]) => readonly Stretch[]

/** Joins a stretch to the one before it where `joins` says so of whether each matches. */
const joinedWhere =
  (joins: (matches: boolean, before: boolean) => boolean): Join =>
  stretches => {
    const all: Stretch[] = []
    let before = false
    for (const { end, matches } of stretches) {
      const last = all.at(-1)
      if (last && joins(matches, before)) last.end = end
      else all.push({ end, matches })
      before = matches
    }
    return all
  }

const asTheyAre: Join = stretches => stretches
const joined: Readonly<Record<SplitBehavior, Join>> = {
  Removed: asTheyAre,
  Isolated: asTheyAre,
  Contiguous: joinedWhere((matches, before) => matches === before),
  MergedWithPrevious: joinedWhere((matches, before) => matches && !before),
  MergedWithNext: stretches =>
    stretches.filter(({ matches }, i) => !matches || i + 1 === stretches.length || stretches[i + 1]!.matches),
}
