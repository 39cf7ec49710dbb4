import type { Random } from '../random.js'

/** Ways to say one thing; the first is its name. Written `big|large`. */
export type Wording = readonly string[]

export const wording = (text: string): Wording => text.split('|').map(way => way.trim())

export const wordings = (list: string): readonly Wording[] => list.split(',').map(wording)

export const nameOf = (words: Wording): string => words[0]!

/** Another member of the list than this one, or undefined where there is none. */
export const another = <A>(list: readonly A[], than: A, random: Random): A | undefined => {
  const others = list.filter(member => member !== than)
  return others.length === 0 ? undefined : random.pick(others)
}

export const sentence = (...parts: readonly string[]): string => {
  const text = parts.filter(part => part !== '').join(' ')
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}
