/** The ids of a word's pieces. */
export type Word = (word: string) => readonly number[]

const remembered = 65536
const longest = 256

/** Words come again and again: what was made of one is kept. */
export const remembering = <Made>(make: (word: string) => Made): ((word: string) => Made) => {
  const seen = new Map<string, Made>()
  return word => {
    const known = seen.get(word)
    if (known !== undefined) return known
    const made = make(word)
    if (word.length > longest) return made
    if (seen.size === remembered) seen.clear()
    seen.set(word, made)
    return made
  }
}
