/** Scores from the greatest to the least; the ends of the groups of equal ones, as places behind the last of each. */
export const descending = (
  scores: ArrayLike<number>,
): { readonly order: Float64Array; readonly ends: readonly number[] } => {
  const order = Float64Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const ends: number[] = []
  for (let i = 1; i <= order.length; i++)
    if (i === order.length || scores[order[i]!] !== scores[order[i - 1]!]) ends.push(i)
  return { order, ends }
}

/**
 * Σ (Rₙ − Rₙ₋₁) Pₙ over the thresholds n: the precision at each, weighted by the recall that it adds. Equal scores are one threshold;
 * nothing is interpolated. 0 where nothing is relevant. Source: average_precision_score of scikit-learn.
 */
export const averagePrecision = (scores: ArrayLike<number>, relevant: ArrayLike<number>): number => {
  const { order, ends } = descending(scores)
  let all = 0
  for (let i = 0; i < relevant.length; i++) all += relevant[i]!
  if (all === 0) return 0
  let average = 0
  let found = 0
  let from = 0
  for (const end of ends) {
    const before = found
    for (; from < end; from++) found += relevant[order[from]!]!
    average += ((found - before) / all) * (found / end)
  }
  return average
}
