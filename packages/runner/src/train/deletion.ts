import { philoxWords } from '@siamese/core'
import type { Moment } from './uniform.js'

/** Streams of the seed's generator that nothing else reaches. */
const firstStream = 2 ** 50
const batchesOfStep = 4096
const rowsOfBatch = 4096

/**
 * What is left of a text when a share of its words is deleted, each by itself, and one that is drawn where none is left: a function of the
 * seed, the moment and the row alone. Words are what white space parts, and a blank joins them.
 */
export const deleted = (text: string, share: number, seed: number, { step, place }: Moment, row: number): string => {
  const words = text.split(/\s+/u).filter(word => word !== '')
  if (words.length === 0) return text
  const stream = firstStream + (step * batchesOfStep + place) * rowsOfBatch + row
  const drawn = Array.from(philoxWords(seed, stream, words.length + 1), word => (word + 0.5) / 2 ** 32)
  const kept = words.filter((_, i) => drawn[i]! > share)
  return kept.length > 0 ? kept.join(' ') : words[Math.floor(drawn.at(-1)! * words.length)]!
}
