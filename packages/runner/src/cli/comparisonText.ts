import type { Comparison, Significance } from '../run/compare/compare.js'
import { sparkline } from './live/sparkline.js'
import { metricText, table } from './table.js'

/** Settings, metrics, curves and chances, one block below the other. */
export const comparisonText = ({ runs, settings, significance }: Comparison, width: number): string => {
  const letters = runs.map((_, i) => letterOf(i))
  const metrics = distinct(runs.flatMap(each => Object.keys(each.metrics)))
  const curves = distinct(runs.flatMap(each => Object.keys(each.curves)))
  const judged = distinct(significance.map(each => each.second))
  return [
    table(runs.map(({ folder }, i) => [letters[i]!, folder])),
    ...unreadLines(runs),
    '',
    settings.length === 0
      ? 'the same pipeline on the same engine'
      : table([['setting', ...letters], ...settings.map(({ setting, values }) => [setting, ...values.map(valueText)])]),
    '',
    table([
      ['metric', ...letters],
      ...metrics.map(name => [name, ...runs.map(each => metricText(each.metrics[name]))]),
    ]),
    ...(significance.length === 0 ? [] : ['', ...significance.map(each => chanceText(each, judged))]),
    '',
    table(
      curves.flatMap(name =>
        runs.flatMap(({ curves: own }, i) => {
          const values = (own[name] ?? []).map(({ value }) => value)
          return values.length < 2
            ? []
            : [
                [
                  name,
                  letters[i]!,
                  sparkline(values, Math.max(10, width - 60)),
                  `${metricText(values[0])} → ${metricText(values.at(-1))}`,
                ],
              ]
        }),
      ),
    ),
  ].join('\n')
}

/** What of the runs' metrics could not be read. */
export const unreadLines = (runs: Comparison['runs']): readonly string[] =>
  runs.flatMap(({ unread }, i) => unread.map(each => `${letterOf(i)}: ${each}`))

export const letterOf = (run: number): string => (run < 26 ? String.fromCharCode(65 + run) : `run ${run + 1}`)

/** `B − A` of a metric, and whether that is more than chance. */
export const chanceText = (each: Significance, seconds: readonly string[]): string => {
  const { metric, difference, low, high, p, second, pairs } = each
  const meant =
    low > 0 || high < 0 ? (difference > 0 ? 'more than chance' : 'less, and not by chance') : 'may be chance'
  return `${metric}: ${letterOf(seconds.indexOf(second) + 1)} − A ${signed(difference)} (95 %: ${signed(low)} to ${signed(high)}, p ${pText(p)}, ${pairs} pairs): ${meant}`
}
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`
const pText = (p: number): string => (p <= 0.001 ? '≤ 0.001' : p.toFixed(3))

export const valueText = (value: unknown): string =>
  value === undefined ? '–' : value === true ? 'yes' : typeof value === 'string' ? value : JSON.stringify(value)
const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)]
