import { fittedTable } from './fittedTable.js'
import { metricText } from './table.js'

type Metrics = Readonly<Record<string, number>>

/** The metrics of one split, without its name. */
export const metricsOf = (split: string, metrics: Metrics): Metrics =>
  Object.fromEntries(
    Object.entries(metrics).flatMap(([name, value]) =>
      name.startsWith(`${split}.`) ? [[name.slice(split.length + 1), value]] : [],
    ),
  )

/** Of several sets each counts as much, as NanoBEIR's mean. */
export const meanOf = (scored: readonly Metrics[]): Metrics =>
  Object.fromEntries(
    Object.keys(scored[0]!).map(name => [name, scored.reduce((sum, each) => sum + each[name]!, 0) / scored.length]),
  )

/** A line a file, or, of many metrics, a line a metric; of many sets what leads their metrics, and all of the mean. */
export const scoreTable = (scored: Readonly<Record<string, Metrics>>, width: number): string => {
  const splits = Object.keys(scored)
  const names = Object.keys(scored[splits[0]!]!)
  const textOf = (split: string, name: string): string => metricText(scored[split]![name])
  const linesOfFiles = (some: readonly string[]): string =>
    fittedTable([['file', ...some], ...splits.map(split => [split, ...some.map(name => textOf(split, name))])], width)
  const linesOfMetrics = (some: readonly string[]): string =>
    fittedTable([['metric', ...some], ...names.map(name => [name, ...some.map(split => textOf(split, name))])], width)
  if (names.length <= 8) return linesOfFiles(names)
  return splits.length <= 5
    ? linesOfMetrics(splits)
    : [linesOfFiles(names.filter(name => /_(ndcg|mrr|map)@/.test(name))), linesOfMetrics(splits.slice(-1))].join('\n\n')
}
