/** The 32-bit words of mt19937, seeded as its authors' `init_genrand` does with the low 32 bits of the seed. Matsumoto & Nishimura 1998. */
export const mersenneTwister = (seed: number): (() => number) => wordsFrom(begunBy(seed))

/** The 624 words that a seed begins with. */
export const begunBy = (seed: number): Uint32Array => {
  const state = new Uint32Array(size)
  state[0] = seed
  for (let i = 1; i < size; i++) {
    const before = state[i - 1]! ^ (state[i - 1]! >>> 30)
    state[i] = Math.imul(1812433253, before) + i
  }
  return state
}

/** What is drawn from such words, which are changed by it. */
export const wordsFrom = (state: Uint32Array): (() => number) => {
  let at: number = size
  return () => {
    if (at === size) {
      twist(state)
      at = 0
    }
    let word = state[at++]!
    word ^= word >>> 11
    word ^= (word << 7) & 0x9d2c5680
    word ^= (word << 15) & 0xefc60000
    word ^= word >>> 18
    return word >>> 0
  }
}

const size = 624
const middle = 397

const twist = (state: Uint32Array): void => {
  for (let i = 0; i < size; i++) {
    const joined = (state[i]! & 0x80000000) | (state[(i + 1) % size]! & 0x7fffffff)
    state[i] = state[(i + middle) % size]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0)
  }
}
