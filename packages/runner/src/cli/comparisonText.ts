import { countText } from '../countOf.js'
import { valueText } from '../report/stageWords.js'
import type { Comparison, Significance } from '../run/compare/compare.js'
import { fittedTable } from './fittedTable.js'
import { sparkline } from './live/sparkline.js'
import { metricText, table } from './table.js'

/** Settings, metrics, curves and chances, one block below the other. */
export const comparisonText = ({ runs, settings, significance }: Comparison, width: number): string => {
  const letters = runs.map((_, i) => letterOf(i))
  const metrics = distinct(runs.flatMap(each => Object.keys(each.metrics)))
  const curves = distinct(runs.flatMap(each => Object.keys(each.curves)))
  return [
    table(runs.map(({ folder, unfinished }, i) => [letters[i]!, folder, unfinished ?? ''])),
    ...unreadLines(runs),
    '',
    ...(settings.length === 0
      ? ['the same pipeline on the same engine']
      : [fittedTable(settingRows(settings, letters), width), ...filledLegend(settings)]),
    ...(metrics.length === 0
      ? []
      : [
          '',
          fittedTable(
            [
              ['metric', ...letters],
              ...metrics.map(name => [name, ...runs.map(each => metricText(each.metrics[name]))]),
            ],
            width,
          ),
        ]),
    ...chanceTables(significance, runs).flatMap(rows => ['', fittedTable(rows, width)]),
    '',
    table(
      curves.flatMap(name =>
        runs.flatMap(({ curves: own }, i) => {
          const values = (own[name] ?? []).map(({ value }) => value)
          const way = sparkline(values, Math.max(10, Math.min(60, width - 48)))
          const ends = `${metricText(values[0])} → ${metricText(values.at(-1))}`
          return values.length < 2 ? [] : [[name, letters[i]!, ends, way]]
        }),
      ),
    ),
  ].join('\n')
}

/** Settings that differ under the runs' letters; `·` stands before what nobody wrote. */
export const settingRows = (
  settings: Comparison['settings'],
  letters: readonly string[],
): readonly (readonly string[])[] => [
  ['setting', ...letters],
  ...settings.map(({ setting, values, filled }) => [
    setting,
    ...values.map((value, i) => (filled[i] ? `· ${settingText(value)}` : settingText(value))),
  ]),
]
const settingText = (value: unknown): string => (value === undefined ? '–' : value === true ? 'yes' : valueText(value))

export const filledLegend = (settings: Comparison['settings']): readonly string[] =>
  settings.some(({ filled }) => filled.includes(true)) ? ['· not written: the default that was in force'] : []

/** What of the runs' metrics could not be read. */
export const unreadLines = (runs: Comparison['runs']): readonly string[] =>
  runs.flatMap(({ unread }, i) => unread.map(each => `${letterOf(i)}: ${each}`))

export const letterOf = (run: number): string => (run < 26 ? String.fromCharCode(65 + run) : `run ${run + 1}`)

/** Differences of metrics to the first run, and whether each may be chance: rows for each of the other runs. */
export const chanceTables = (
  significance: Comparison['significance'],
  runs: Comparison['runs'],
): readonly (readonly (readonly string[])[])[] => {
  const others = distinct(significance.map(each => each.second))
  return others.map(other => [
    [
      'metric',
      `${letterOf(runs.findIndex(({ folder }, i) => i > 0 && folder === other))} − A`,
      '95 % of draws',
      'p',
      'pairs',
      '',
    ],
    ...significance
      .filter(({ second }) => second === other)
      .map(each => [
        each.metric,
        signed(each.difference),
        `${signed(each.low)} to ${signed(each.high)}`,
        pText(each.p),
        countText(each.pairs),
        meaning(each),
      ]),
  ])
}
const meaning = ({ low, high, difference }: Significance): string =>
  low > 0 || high < 0 ? (difference > 0 ? 'better' : 'worse') : 'may be chance'
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`
const pText = (p: number): string => (p <= 0.001 ? '≤ 0.001' : p.toFixed(3))

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)]
