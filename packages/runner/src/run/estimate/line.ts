/** Seconds of something that takes so long at least, and so much longer for each unit of work. */
export interface Line {
  readonly least: number
  readonly each: number
}
export interface Timed {
  readonly work: number
  readonly seconds: number
}

/** Points of one work, or less time for more work, tell no slope: then time is in proportion to work, as it is for the most work. */
const proportionTo = (points: readonly Timed[]): number => {
  const { work, seconds } = points.reduce((a, b) => (b.work > a.work ? b : a))
  return seconds / work
}

/** The line whose relative errors are least, Σ ((least + each · w − s) / s)²; neither number of it is below 0. */
export const lineThrough = (points: readonly Timed[]): Line => {
  const sum = (of: (point: Timed) => number) => points.reduce((all, point) => all + of(point) / point.seconds ** 2, 0)
  const [n, w, ww] = [sum(() => 1), sum(({ work }) => work), sum(({ work }) => work ** 2)]
  const [s, ws] = [sum(({ seconds }) => seconds), sum(({ work, seconds }) => work * seconds)]
  const divisor = n * ww - w * w
  const each = divisor > 1e-9 * n * ww ? (n * ws - w * s) / divisor : 0
  const least = (s - each * w) / n
  if (each <= 0) return { least: 0, each: proportionTo(points) }
  return least < 0 ? { least: 0, each: ws / ww } : { least, each }
}

export const secondsFor = ({ least, each }: Line, work: number): number => least + each * work
