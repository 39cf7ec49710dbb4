import { ranks } from '@siamese/core'

/** A row, and why it is among the worst: in words, and by how much. */
export interface WorstRow {
  readonly row: number
  readonly by: number
  readonly why: string
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** Rows whose cosine stands at another place among all cosines than their score among all scores. */
export const byScore = (cosines: readonly number[], scores: readonly number[]): readonly WorstRow[] => {
  const [found, wanted] = [places(cosines), places(scores)]
  return sorted(
    found.map((place, row) => ({
      row,
      by: Math.abs(place - wanted[row]!),
      why: `${percent(wanted[row]!)} → ${percent(place)}`,
    })),
  )
}

/** From 0, the least, to 1, the most. */
const places = (values: readonly number[]): readonly number[] =>
  Array.from(ranks(values), rank => (values.length < 2 ? 0.5 : (rank - 1) / (values.length - 1)))

/** Rows whose cosine is nearer to the mean of another class than to that of their own. */
export const byClass = (
  cosines: readonly number[],
  classes: readonly number[],
  names: readonly string[],
): readonly WorstRow[] => {
  const means = names.map((_, i) => {
    const own = cosines.filter((_, row) => classes[row] === i)
    return own.length === 0 ? Number.NaN : own.reduce((sum, each) => sum + each, 0) / own.length
  })
  return sorted(
    cosines.flatMap((cosine, row) => {
      const own = classes[row]!
      const away = (i: number) => Math.abs(cosine - means[i]!)
      const others = names.flatMap((_, i) => (i === own || Number.isNaN(means[i]) ? [] : [i]))
      const nearest = others.toSorted((a, b) => away(a) - away(b))[0]
      return nearest === undefined || !(away(nearest) < away(own))
        ? []
        : [{ row, by: away(own) - away(nearest), why: `${names[own]} → ${names[nearest]}` }]
    }),
  )
}

/** Rows whose negative is nearer than their positive. */
export const byNegative = (positive: readonly number[], negative: readonly number[]): readonly WorstRow[] =>
  sorted(
    positive.flatMap((cosine, row) =>
      negative[row]! >= cosine
        ? [{ row, by: negative[row]! - cosine, why: `${cosine.toFixed(3)} < ${negative[row]!.toFixed(3)}` }]
        : [],
    ),
  )

const sorted = (rows: readonly WorstRow[]): readonly WorstRow[] => rows.toSorted((a, b) => b.by - a.by || a.row - b.row)
