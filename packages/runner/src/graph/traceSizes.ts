import type { Sizes } from './size.js'

/**
 * Sizes to trace a step at: distinct primes, so that no two products of them are equal; three times, so that a solution
 * is checked; in no order, so that no product grows as another does. Tokens and cells (tokens and padding of the
 * groups' grids) are sums over groups, `tokensTo1` over those up to the second. What is traced beside another batch `skips` the
 * primes of that one.
 */
export const traceSizes = (groups: number, skips = 0): readonly Sizes[] =>
  Array.from({ length: times }, (_, time) => {
    const prime = (size: number) => primes[(skips + size) * times + time]!
    const ofGroup = Array.from({ length: groups }, (_, i) => ({
      [`sentences${i}`]: prime(3 * i + 2),
      [`length${i}`]: prime(3 * i + 3),
      [`tokens${i}`]: prime(3 * i + 4),
    }))
    return { rows: prime(0), length: prime(1), ...summed(Object.assign({}, ...ofGroup), groups) }
  })

/** The sizes of groups with their sums: what is traced, and what is fed for a batch. */
export const summed = (ofGroups: Sizes, groups: number): Sizes => {
  const sums: Record<string, number> = {}
  let tokens = 0
  let cells = 0
  for (let i = 0; i < groups; i++) {
    tokens += ofGroups[`tokens${i}`]!
    cells += ofGroups[`sentences${i}`]! * ofGroups[`length${i}`]!
    if (i === 0 || i === groups - 1) continue
    sums[`tokensTo${i}`] = tokens
    sums[`cellsTo${i}`] = cells
  }
  return { ...ofGroups, ...sums, tokens, cells }
}

/** The primes that sizes of so many groups take. */
export const primesOf = (groups: number): number => 3 * groups + 2

const times = 3
const primes = [
  71, 7, 41, 31, 67, 101, 43, 47, 107, 127, 89, 83, 73, 53, 37, 103, 59, 23, 109, 13, 79, 11, 97, 29, 61, 113, 19, 17,
  131, 137, 139, 5, 149, 151, 157, 3, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229, 233, 239, 241,
  251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311, 313, 317, 331, 337, 347, 349,
]
