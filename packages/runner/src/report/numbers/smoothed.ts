import type { Point } from './thinned.js'

/**
 * An exponential moving average, m = β m + (1 − β) y, divided by 1 − βᵏ so that it does not begin at 0 (Kingma & Ba 2015, § 3);
 * it remembers about a thirtieth of the curve.
 */
export const smoothed = (points: readonly Point[]): readonly Point[] => {
  const beta = 1 - 1 / Math.max(1, points.length / 30)
  let average = 0
  let weight = 0
  return points.map(({ x, y }) => {
    average = beta * average + (1 - beta) * y
    weight = beta * weight + (1 - beta)
    return { x, y: average / weight }
  })
}
