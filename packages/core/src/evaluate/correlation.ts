/**
 * Pearson's correlation, in double precision: how near the pairs lie to a rising (1) or a falling (−1) line.
 * NaN when a side is constant or has a NaN, as in SciPy.
 */
export const pearson = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  if (isConstant(x) || isConstant(y)) return Number.NaN
  const meanX = mean(x)
  const meanY = mean(y)
  let xx = 0
  let yy = 0
  let xy = 0
  for (let i = 0; i < x.length; i++) {
    const dx = x[i]! - meanX
    const dy = y[i]! - meanY
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)))
}

/** Spearman's correlation: Pearson's of the ranks, so that only the order counts. */
export const spearman = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  hasNaN(x) || hasNaN(y) ? Number.NaN : pearson(ranks(x), ranks(y))

/** Ranks from 1; equal values share the average of the ranks they take up. */
export const ranks = (values: ArrayLike<number>): Float64Array => {
  const order = Float64Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]! || 0)
  const ranked = new Float64Array(values.length)
  for (let first = 0; first < order.length; ) {
    let next = first + 1
    while (next < order.length && values[order[next]!] === values[order[first]!]) next++
    for (let i = first; i < next; i++) ranked[order[i]!] = (first + next + 1) / 2
    first = next
  }
  return ranked
}

const mean = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** Compared value by value: the rounded mean of equal numbers can differ from them. */
export const isConstant = (values: ArrayLike<number>): boolean => {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}

const hasNaN = (values: ArrayLike<number>): boolean => {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true
  return false
}
