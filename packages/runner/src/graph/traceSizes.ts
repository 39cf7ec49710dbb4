import type { Sizes } from './sizes.js'

/**
 * Sizes to trace a step at: distinct primes, so that no two products of them are equal; three times, so that a solution
 * is checked; in no order, so that no product grows as another does. Only the tokens of all groups are a sum.
 */
export const traceSizes = (groups: number): readonly Sizes[] =>
  Array.from({ length: times }, (_, time) => {
    const prime = (size: number) => primes[size * times + time]!
    const ofGroup = Array.from({ length: groups }, (_, i) => ({
      [`sentences${i}`]: prime(3 * i + 2),
      [`length${i}`]: prime(3 * i + 3),
      [`tokens${i}`]: prime(3 * i + 4),
    }))
    const tokens = ofGroup.reduce((sum, sizes, i) => sum + sizes[`tokens${i}`]!, 0)
    return Object.assign({ rows: prime(0), length: prime(1), tokens }, ...ofGroup)
  })

const times = 3
const primes = [71, 7, 41, 31, 67, 101, 43, 47, 107, 127, 89, 83, 73, 53, 37, 103, 59, 23, 109, 13, 79, 11, 97, 29]
