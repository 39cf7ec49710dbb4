import type { Sizes } from './sizes.js'

/**
 * Sizes to trace a step at: distinct primes, so that no two products of them are equal; three times, so that a solution
 * is checked. Only the tokens of all groups are a sum.
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
const primes = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103]
