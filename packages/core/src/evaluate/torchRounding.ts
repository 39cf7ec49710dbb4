/**
 * Sums of float32 numbers, rounded after every step in the order in which PyTorch adds on a CPU: eight numbers side by side, four such
 * eights at a time. Two pairs tie here where they tie there, which ranks and thresholds need; more precise sums tie elsewhere.
 * Sources: ATen/native/cpu/SumKernel.cpp (`sum`), ATen/native/cpu/ReduceOpsKernel.cpp (`norm`).
 */
const lanes = 8
const abreast = 4

/** Σ of `width` terms, as torch.sum over the last dimension. */
export const sumOf = (width: number, term: (i: number) => number): number => {
  if (width < lanes) return inRows(width, 1, term)[0]!
  const eights = Math.floor(width / lanes)
  const sums = inRows(eights, lanes, term)
  let sum = 0
  for (let i = eights * lanes; i < width; i++) sum = Math.fround(sum + term(i))
  for (let lane = 0; lane < lanes; lane++) sum = Math.fround(sum + sums[lane]!)
  return sum
}

/** Sums of `count` rows of `size` numbers: rows go to four sums in turn, those that are left to the first, and the four are added up. */
const inRows = (count: number, size: number, term: (i: number) => number): Float32Array => {
  const wide = abreast * size
  const rounds = Math.floor(count / abreast)
  const sums = cascade(rounds, wide, term)
  for (let row = rounds * abreast; row < count; row++) for (let i = 0; i < size; i++) sums[i]! += term(row * size + i)
  for (let other = 1; other < abreast; other++) for (let i = 0; i < size; i++) sums[i]! += sums[other * size + i]!
  return sums
}

const levels = 4
/** Long sums go over into longer ones every 16 steps or more, so that no sum gets far larger than what is added to it. */
const cascade = (count: number, size: number, term: (i: number) => number): Float32Array => {
  const power = Math.max(4, Math.floor(Math.ceil(Math.log2(Math.max(1, count))) / levels))
  const step = 2 ** power
  const sums = Array.from({ length: levels }, () => new Float32Array(size))
  let row = 0
  const add = (): void => {
    for (let i = 0; i < size; i++) sums[0]![i]! += term(row * size + i)
    row++
  }
  while (row + step <= count) {
    for (let i = 0; i < step; i++) add()
    for (let level = 1; level < levels; level++) {
      const [below, here] = [sums[level - 1]!, sums[level]!]
      for (let i = 0; i < size; i++) here[i]! += below[i]!
      below.fill(0)
      if (row % step ** (level + 1) !== 0) break
    }
  }
  while (row < count) add()
  for (let level = 1; level < levels; level++) for (let i = 0; i < size; i++) sums[0]![i]! += sums[level]![i]!
  return sums[0]!
}

/** √Σx² of `width` numbers, as torch.linalg.vector_norm: what the eights leave is taken in fours, and the last ones with one rounding each. */
export const normOf = (width: number, at: (i: number) => number): number => {
  const eights = Math.floor(width / lanes) * lanes
  const sums = new Float32Array(lanes)
  for (let i = 0; i < eights; i++) sums[i % lanes]! += Math.fround(at(i) ** 2)
  let sum = sums[0]!
  for (let lane = 1; lane < lanes; lane++) sum = Math.fround(sum + sums[lane]!)
  const fours = width - ((width - eights) % abreast)
  for (let i = eights; i < fours; i++) sum = Math.fround(sum + Math.fround(at(i) ** 2))
  for (let i = fours; i < width; i++) sum = Math.fround(sum + at(i) ** 2)
  return Math.fround(Math.sqrt(sum))
}
