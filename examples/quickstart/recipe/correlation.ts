/** Ranks from 1, equal values share the mean of their ranks. */
const ranks = (values: readonly number[]): readonly number[] => {
  const order = values.map((_, at) => at).sort((a, b) => values[a]! - values[b]!)
  const result = new Array<number>(values.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (const at of order.slice(from, to)) result[at] = (from + 1 + to) / 2
  }
  return result
}

const pearson = (x: readonly number[], y: readonly number[]): number => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  const products = mean(x.map((value, at) => (value - mx) * (y[at]! - my)))
  return products / Math.sqrt(mean(x.map(value => (value - mx) ** 2)) * mean(y.map(value => (value - my) ** 2)))
}

export const spearman = (x: readonly number[], y: readonly number[]): number => pearson(ranks(x), ranks(y))
