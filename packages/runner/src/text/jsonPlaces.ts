import type { Path } from '@siamese/core'
import type { TextFault } from './written.js'

/** Where a value stands (its key, in an object), and what is inside it. */
export interface Place {
  readonly at: number
  readonly inside: Map<string | number, Place>
}

interface Open {
  readonly place: Place
  readonly isObject: boolean
  index: number
  key: string | undefined
  keyAt: number
}

/** The places of valid JSON, and the keys that stand twice in one object. */
export const jsonPlaces = (text: string): { readonly top: Place; readonly twice: readonly TextFault[] } => {
  const top: Place = { at: text.search(/\S/), inside: new Map() }
  const twice: TextFault[] = []
  const open: Open[] = []
  for (const { 0: word, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s[\]{},:"]+/g)) {
    const within = open.at(-1)
    if (word === '}' || word === ']') open.pop()
    else if (within !== undefined && word === ',') {
      within.key = undefined
      within.index++
    } else if (within?.isObject && within.key === undefined) {
      const key = JSON.parse(word) as string
      if (within.place.inside.has(key))
        twice.push({ sentence: `the key ${word} is written twice: remove one`, at: index })
      within.key = key
      within.keyAt = index
    } else {
      const place: Place =
        within === undefined ? top : { at: within.isObject ? within.keyAt : index, inside: new Map() }
      within?.place.inside.set(within.key ?? within.index, place)
      if (word === '{' || word === '[') open.push({ place, isObject: word === '{', index: 0, key: undefined, keyAt: 0 })
    }
  }
  return { top, twice }
}

/** Where a path leads, or as far as it leads. */
export const placeIn = (top: Place, path: Path): number => {
  let place = top
  for (const key of path) {
    const next = place.inside.get(key)
    if (next === undefined) break
    place = next
  }
  return place.at
}
