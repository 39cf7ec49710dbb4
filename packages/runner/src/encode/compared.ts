import { brief, problem } from '@siamese/core'
import { refusal } from '../asPromise.js'
import { joined } from './joined.js'

type Vectors = readonly Float32Array[]

/** Two lists of embeddings that can be compared: `[rows, width]` of each, one after the other, and their width; or a refusal. */
export const compared = (one: Vectors, other: Vectors) => {
  const all: readonly unknown[] = [one, other].flatMap(vectors => (Array.isArray(vectors) ? vectors : [vectors]))
  const none = all.find(vector => !isVector(vector))
  if (none !== undefined) throw refusal([problem(notEmbeddings(none))])
  const [width = 0, another] = new Set(all.map(vector => (vector as Float32Array).length))
  if (another !== undefined) throw refusal([problem(widthsApart(width, another))])
  return { one: joined(one), other: joined(other), width }
}

/** The same of lists whose vectors are compared one by one. */
export const comparedInPairs = (one: Vectors, other: Vectors) => {
  if (one.length !== other.length)
    throw refusal([
      problem(`similarityPairwise needs as many vectors on both sides; they are ${one.length} and ${other.length}`),
    ])
  return compared(one, other)
}

/** Vectors of numbers, as `encode` gives them in any precision. */
const isVector = (vector: unknown): boolean =>
  (ArrayBuffer.isView(vector) && !(vector instanceof DataView)) ||
  (Array.isArray(vector) && vector.every(value => typeof value === 'number'))

const notEmbeddings = (value: unknown): string =>
  `similarity compares lists of embeddings; ${brief(value)} is none: encode texts first`
const widthsApart = (width: number, another: number): string =>
  `similarity compares embeddings of one width; these have ${width} numbers and ${another}: encode both alike`
