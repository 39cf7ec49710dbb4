import { classBit } from './characters.js'

/** The words of a normalised text: runs without white space; every punctuation character is a word of its own. */
export const splitWords = (classes: Uint8Array) => {
  const border = classBit.space | classBit.punctuation
  return (text: string): readonly string[] => {
    const words: string[] = []
    let start = 0
    let at = 0
    for (const character of text) {
      const bits = classes[character.codePointAt(0)!]! & border
      const next = at + character.length
      if (bits) {
        if (at > start) words.push(text.slice(start, at))
        if (bits & classBit.punctuation) words.push(character)
        start = next
      }
      at = next
    }
    if (at > start) words.push(text.slice(start))
    return words
  }
}
