/** A long series of numbers in bounded memory: the means of stretches of it, all of one length, which doubles when there are too many. */
export interface Series {
  readonly add: (value: number) => void
  /** The means, the oldest first; the last is of what its stretch has so far. */
  readonly means: () => readonly number[]
  /** The mean of the newest numbers: each weighs less than the one behind it, by a twentieth. */
  readonly smoothed: () => number
}

const most = 256
const remembered = 0.95

export const series = (): Series => {
  let stretches: { sum: number; count: number }[] = []
  let length = 1
  let sum = 0
  let weight = 0
  return {
    add: value => {
      sum = remembered * sum + value
      weight = remembered * weight + 1
      const last = stretches.at(-1)
      if (last !== undefined && last.count < length) {
        last.sum += value
        last.count++
        return
      }
      if (stretches.length === most) {
        const pairs = stretches
        stretches = Array.from({ length: most / 2 }, (_, i) => {
          const [one, other] = [pairs[2 * i]!, pairs[2 * i + 1]!]
          return { sum: one.sum + other.sum, count: one.count + other.count }
        })
        length *= 2
      }
      stretches.push({ sum: value, count: 1 })
    },
    means: () => stretches.map(({ sum, count }) => sum / count),
    smoothed: () => sum / weight,
  }
}
