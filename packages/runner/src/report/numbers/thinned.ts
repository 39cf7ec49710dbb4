/** A curve's points: x rises. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** At most `2 · most` points that look the same: of each stretch of x the lowest and the highest, in their order. */
export const thinned = (points: readonly Point[], most = 350): readonly Point[] => {
  if (points.length <= 2 * most) return points
  const [first, last] = [points[0]!.x, points.at(-1)!.x]
  const kept: Point[] = []
  let stretch: Point[] = []
  let number = 0
  const close = () => {
    kept.push(...extremes(stretch))
    stretch = []
  }
  for (const point of points) {
    const here = Math.min(most - 1, Math.floor((most * (point.x - first)) / (last - first)))
    if (here !== number) close()
    number = here
    stretch.push(point)
  }
  close()
  return kept
}

const extremes = (some: readonly Point[]): readonly Point[] => {
  if (some.length === 0) return []
  const lowest = some.reduce((a, b) => (b.y < a.y ? b : a))
  const highest = some.reduce((a, b) => (b.y > a.y ? b : a))
  if (lowest === highest) return [lowest]
  return lowest.x < highest.x ? [lowest, highest] : [highest, lowest]
}
