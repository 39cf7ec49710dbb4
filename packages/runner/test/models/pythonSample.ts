import { begunBy, wordsFrom } from '../../../core/src/random/mersenneTwister.js'

/**
 * What Python's `random` draws after `random.seed(seed)`: `sample(all, count)` are `count` different numbers from 0 below `all`, as
 * `random.sample(range(all), count)` has them, call after call. So a run of the reference that draws can be followed step by step.
 * Source: CPython 3, Lib/random.py (`sample`, `_randbelow_with_getrandbits`) and _randommodule.c (`random_seed`).
 */
export const pythonSample = (seed: number): ((all: number, count: number) => readonly number[]) => {
  const next = wordsFrom(begunByArray(wordsOf(Math.abs(seed))))
  const below = (n: number): number => {
    const bits = 32 - Math.clz32(n)
    let drawn = next() >>> (32 - bits)
    while (drawn >= n) drawn = next() >>> (32 - bits)
    return drawn
  }
  return (all, count) => {
    if (count > all) throw new Error(`internal: ${count} of ${all} are drawn`)
    return all <= mostListed(count) ? outOfList(all, count, below) : rejecting(all, count, below)
  }
}

const wordsOf = (seed: number): readonly number[] =>
  seed < 2 ** 32 ? [seed] : [seed % 2 ** 32, Math.floor(seed / 2 ** 32)]

/** A list takes no more room than a set of so many. */
const mostListed = (count: number): number => (count > 5 ? 21 + 4 ** Math.ceil(Math.log(3 * count) / Math.log(4)) : 21)

const outOfList = (all: number, count: number, below: (n: number) => number): readonly number[] => {
  const pool = Array.from({ length: all }, (_, each) => each)
  return Array.from({ length: count }, (_, i) => {
    const at = below(all - i)
    const drawn = pool[at]!
    pool[at] = pool[all - i - 1]!
    return drawn
  })
}

const rejecting = (all: number, count: number, below: (n: number) => number): readonly number[] => {
  const drawn = new Set<number>()
  while (drawn.size < count) drawn.add(below(all))
  return [...drawn]
}

/** mt19937 as its authors' `init_by_array` begins it with several numbers below 2³², of which one at least is there. */
const begunByArray = (key: readonly number[]): Uint32Array => {
  const state = begunBy(19650218)
  const size = state.length
  let [i, j] = [1, 0]
  const mix = (times: number, factor: number, own: () => number) => {
    for (let k = 0; k < times; k++) {
      const before = state[i - 1]! ^ (state[i - 1]! >>> 30)
      state[i] = (state[i]! ^ Math.imul(before, factor)) + own()
      if (++i === size) {
        state[0] = state[size - 1]!
        i = 1
      }
    }
  }
  mix(Math.max(size, key.length), 1664525, () => {
    const own = key[j]! + j
    j = (j + 1) % key.length
    return own
  })
  mix(size - 1, 1566083941, () => -i)
  state[0] = 0x80000000
  return state
}
