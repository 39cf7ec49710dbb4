import { philoxWords } from '@siamese/core'

/** A batch by its place: the step that it makes with others, and which of them it is. */
export interface Moment {
  readonly step: number
  readonly place: number
}
export const beginning: Moment = { step: 0, place: 0 }

/** Streams of the seed's generator that neither dropout nor fresh weights reach. */
const firstStream = 2 ** 41
const batchesOfStep = 4096
const words = 1024

/** Uniform numbers above 0 and below 1, a function of the seed and the moment alone. */
export const uniformOf = (seed: number, { step, place }: Moment): (() => number) => {
  const drawn = philoxWords(seed, firstStream + step * batchesOfStep + place, words)
  let at = 0
  return () => {
    if (at === words) throw new Error(`internal: a batch draws more than ${words} numbers`)
    return (drawn[at++]! + 0.5) / 2 ** 32
  }
}
