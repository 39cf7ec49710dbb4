import { classBit } from './characters.js'

/** The words of a normalised text: runs without white space; every punctuation character is a word of its own. */
export const splitWords = (classes: Uint8Array) => {
  const border = classBit.space | classBit.punctuation
  return (text: string): readonly string[] => {
    const words: string[] = []
    let start = 0
    for (let at = 0; at < text.length; ) {
      const code = text.codePointAt(at)!
      const next = at + (code > 0xffff ? 2 : 1)
      const bits = classes[code]! & border
      if (bits) {
        if (at > start) words.push(text.slice(start, at))
        if (bits & classBit.punctuation) words.push(text.slice(at, next))
        start = next
      }
      at = next
    }
    if (text.length > start) words.push(text.slice(start))
    return words
  }
}
