import { described } from '../described.js'
import { type SimilarityName, similarityName } from './similarities.js'

type Metrics = Readonly<Record<string, number>>

/** The metrics of each similarity and, of several, the greatest of each under `max`. */
export const bestOf = (names: readonly SimilarityName[], metrics: (name: SimilarityName) => Metrics): Metrics => {
  const each = names.map(name => Object.entries(metrics(name)).map(([metric, value]) => ({ name, metric, value })))
  const all = Object.fromEntries(each.flat().map(({ metric, value }) => [metric, value]))
  if (each.length < 2) return all
  const best = each[0]!.map(({ name, metric }, i) => [
    metric.replace(name, 'max'),
    each.map(ofOne => ofOne[i]!.value).reduce((best, value) => (value > best || Number.isNaN(best) ? value : best)),
  ])
  return { ...all, ...Object.fromEntries(best) }
}

/** The similarity that an evaluator is judged by: the one written, the best of several, or the only one. */
export const mainOf = (names: readonly SimilarityName[], main: SimilarityName | undefined): string =>
  main ?? (names.length > 1 ? 'max' : names[0]!)

export const mainSetting = [
  described(similarityName, 'The similarity that it is judged by; the best of several if not written'),
  undefined,
] as const
