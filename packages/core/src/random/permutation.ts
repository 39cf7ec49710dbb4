import { mersenneTwister } from './mersenneTwister.js'

/** From this many on PyTorch draws 64 bits at a time and shuffles differently. */
const most = 214748364

/** 0 … n − 1 in the order of `torch.randperm(n)` with a fresh generator seeded `seed`: place i swaps with a place drawn from those at or after it. */
export const randperm = (n: number, seed: number): Uint32Array => permutation(n, mersenneTwister(seed))

/** The same with a generator that was used before, and goes on. */
export const permutation = (n: number, draw: () => number): Uint32Array => {
  if (n >= most) throw new Error(`internal: randperm of ${n} rows; fewer than ${most} are ordered as PyTorch does`)
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = 0; i < n - 1; i++) {
    const other = i + (draw() % (n - i))
    const here = order[i]!
    order[i] = order[other]!
    order[other] = here
  }
  return order
}
