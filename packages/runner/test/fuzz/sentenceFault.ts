import type { Problem } from '@siamese/core'

/** What no sentence says: a program's words for a mistake of its own. */
const spoilt =
  /\[object |\bundefined\b|is not a function|is not iterable|Cannot read prop|Cannot convert|Cannot destructure|^\s+at .*:\d+:\d+\)?$|internal:|Maximum call stack|fenced off|Invalid (?:array|string|typed array|count)/m

/** Why a sentence is none that a person can be told; the user's own words, which it may quote, are `said`. */
export const sentenceFault = ({ sentence, place }: Problem, said: string): string | undefined => {
  const all = `${sentence} ${place ?? ''}`
  if (typeof sentence !== 'string' || sentence.trim().length < 10)
    return `a sentence says nothing: ${JSON.stringify(sentence)}`
  if (all.length > 1500) return `a sentence of ${all.length} characters: ${all.slice(0, 200)}…`
  const found = spoilt.exec(all)
  return found !== null && !said.includes(found[0]) ? `a sentence has a program's words: ${all}` : undefined
}
