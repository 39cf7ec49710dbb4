import { type Chosen, isSequence, type SweepPoint, toJson } from '@siamese/core'
import { canonical } from '../../canonical.js'
import type { Metrics } from '../../evaluate/evaluate.js'
import { type Spread, spreadOf } from './spread.js'

/** Points whose settings differ in `seed` alone; one that differs otherwise from all others is alone. */
export interface SeedGroup {
  /** What was chosen, without seeds. */
  readonly chosen: readonly Chosen[]
  /** From 1, in order. */
  readonly points: readonly number[]
  /** Over the points that have the metric: one that failed has none. */
  readonly metrics: Readonly<Record<string, Spread>>
}

/** A point with what came of it, so far. */
export interface PointMetrics extends SweepPoint {
  readonly metrics?: Metrics
}

/** Points told together, in the order of the first of each. */
export const seedsTogether = (points: readonly PointMetrics[]): readonly SeedGroup[] => {
  const groups = new Map<string, number[]>()
  for (const [index, { of }] of points.entries()) {
    const key = seedless(of)
    groups.set(key, [...(groups.get(key) ?? []), index])
  }
  return [...groups.values()].map(members => {
    const found = members.flatMap(index => {
      const { metrics } = points[index]!
      return metrics === undefined ? [] : [metrics]
    })
    const names = [...new Set(found.flatMap(metrics => Object.keys(metrics)))]
    return {
      chosen: points[members[0]!]!.chosen.filter(each => !isSeed(each)),
      points: members.map(index => index + 1),
      metrics: Object.fromEntries(names.map(name => [name, spreadOf(found.flatMap(each => each[name] ?? []))])),
    }
  })
}

export const isSeed = ({ setting }: Chosen): boolean => setting === 'seed'

const seedless = (of: SweepPoint['of']): string =>
  canonical(
    JSON.parse(
      JSON.stringify((isSequence(of) ? of.sequence : [of]).map(toJson), (key, value: unknown) =>
        key === 'seed' ? undefined : value,
      ),
    ),
  )
