import type { Random } from '../random.js'
import type { Wording } from './wording.js'

const words: Readonly<Record<number, Wording>> = {
  2: ['two'],
  3: ['three'],
  4: ['four'],
  5: ['five'],
  6: ['six', 'half a dozen'],
  7: ['seven'],
  8: ['eight'],
  9: ['nine'],
  10: ['ten'],
  11: ['eleven'],
  12: ['twelve', 'a dozen'],
  20: ['twenty'],
  30: ['thirty'],
}

/** Twice as many small numbers as large ones. */
const drawn = [2, 3, 4, 5, 6, 7, 8, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 30]

export const drawNumber = (random: Random): number => random.pick(drawn)

export const nextNumber = (value: number, random: Random): number | undefined => {
  const near = [value - 1, value + 1].filter(other => words[other] !== undefined)
  return near.length === 0 ? undefined : random.pick(near)
}

export const otherNumber = (value: number, random: Random): number =>
  random.pick(drawn.filter(other => Math.abs(other - value) > 1))

/** `three` or `3`; `twelve`, `a dozen` or `12`. */
export const number = (value: number, random: Random): string =>
  random.chance(0.3) ? String(value) : random.pick(words[value]!)

const hours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const
const hourWords = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'] as const

const full = (hour: number): Wording => [
  `at ${hourWords[hour]} o'clock`,
  `at ${hourWords[hour]}`,
  `at ${hour} o'clock`,
  `at ${hour}:00`,
]
const half = (hour: number): Wording => [
  `at half past ${hourWords[hour]}`,
  `at ${hourWords[hour]} thirty`,
  `at ${hour}:30`,
]

/** Times of the clock, in each way they are said. */
export const clocks: readonly Wording[] = [
  ...hours.map(full),
  ...hours.map(half),
  ['at noon', 'at midday', "at twelve o'clock"],
]
