import { left, right } from 'fp-ts/lib/Either.js'
import { jsonFault } from '../sources/jsonFault.js'
import { jsonPlaces, placeIn } from './jsonPlaces.js'
import { nestedAt } from './nestedAt.js'
import type { Read } from './written.js'

/** JSON with the place of every key. A key that is written twice is refused: `JSON.parse` would take the last without a word. */
export const readJsonText = (text: string): Read => {
  const deep = nestedAt(text)
  if (deep !== undefined) return left([deep])
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    const { at, expected } = jsonFault(text)
    // Rows of data are a line each; a pipeline is a file.
    const wanted = expected.replace('the end of the line', 'the end of the file')
    return left([{ sentence: `the pipeline is malformed JSON: expected ${wanted}`, at }])
  }
  const { top, twice } = jsonPlaces(text)
  return twice.length > 0 ? left(twice) : right({ json, at: path => placeIn(top, path) })
}
