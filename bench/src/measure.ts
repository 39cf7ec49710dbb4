import type { Both } from './both.js'
import { ratios, type Spread, spread } from './statistics.js'

/** One thing that was measured on both sides, round by round. */
export interface Measure {
  readonly what: string
  readonly unit: string
  readonly better: 'more' | 'less'
  readonly rounds: readonly Both<number>[]
}

export interface Summary extends Measure {
  readonly ours: Spread
  readonly reference: Spread
  /** ours / reference, of each round. */
  readonly ratio: Spread
}

export const summary = (measure: Measure): Summary => ({
  ...measure,
  ours: spread(measure.rounds.map(({ ours }) => ours)),
  reference: spread(measure.rounds.map(({ reference }) => reference)),
  ratio: spread(ratios(measure.rounds)),
})

/** The summaries as columns: medians with least and most. */
export const table = (summaries: readonly Summary[]): string => {
  const rows = [
    ['', 'ours', 'reference', 'ours / reference', ''],
    ...summaries.map(({ what, unit, ours, reference, ratio, better }) => [
      `${what}, ${unit}`,
      spreadText(ours, 1),
      spreadText(reference, 1),
      spreadText(ratio, 2),
      `${better} is better`,
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)))
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const spreadText = ({ median, least, most }: Spread, digits: number): string =>
  least === most
    ? median.toFixed(digits)
    : `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`
