import type { ByName, Measured, Row } from './row.js'
import { ratios, type Spread, spread } from './statistics.js'

/** A row with the middle of its rounds. */
export interface Summary extends Omit<Measured, 'versions'>, Pick<Row, 'name' | 'what' | 'unit' | 'compares'> {
  readonly measured: ByName<Spread>
  /** By peer, and by ours that is set beside it: how many times as fast ours is, or, of amounts, ours / the peer's. */
  readonly ratios: ByName<ByName<Spread>>
}

export const summary = (
  { name, what, unit, compares }: Omit<Row, 'measure'>,
  { versions: _, ...measured }: Measured,
): Summary => {
  const { ours, peers, rounds } = measured
  const of = (contestant: string) => rounds.map(round => round[contestant]!)
  const beside = (mine: string, peer: string) =>
    spread(compares === 'durations' ? ratios(of(peer), of(mine)) : ratios(of(mine), of(peer)))
  return {
    ...{ name, what, unit, compares, ...measured },
    measured: Object.fromEntries([...ours, ...peers].map(each => [each, spread(of(each))])),
    ratios: Object.fromEntries(
      peers.map(peer => [peer, Object.fromEntries(ours.map(mine => [mine, beside(mine, peer)]))]),
    ),
  }
}

const precisions = ['ours f32', 'ours bf16']

/** The summaries below each other: medians with least and most, and beside every peer the ratio of each of ours. */
export const table = (summaries: readonly Summary[]): string => {
  const rows = summaries.flatMap((summary, i) => [...(i === 0 ? [] : [[]]), ...block(summary)])
  // A last cell is as long as it likes: a title, a sentence, a ratio.
  const widths = [0, 1, 2].map(column =>
    Math.max(...rows.map(row => (column < row.length - 1 ? row[column]!.length : 0))),
  )
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A title, and a line of four cells for each contestant. */
const block = ({ name, what, unit, compares, ours, peers, measured, unavailable, ratios }: Summary) => {
  const digits = unit.startsWith('sentences') || unit === 'MB' ? 0 : 1
  const is = compares === 'amounts' ? 'of this' : 'x as fast'
  const line = (who: string) => [
    `  ${who}`,
    spreadText(measured[who]!, digits),
    ...precisions.map(mine => {
      const ratio = ratios[who]?.[mine]
      return ratio === undefined ? '' : `${mine.slice('ours '.length)} ${spreadText(ratio, 2)} ${is}`
    }),
  ]
  return [
    [`${name}: ${what}, ${unit}`],
    ...[...ours, ...peers].map(line),
    ...Object.entries(unavailable).map(([who, why]) => [`  ${who}`, `not available: ${why}`]),
  ]
}

const spreadText = ({ median, least, most }: Spread, digits: number): string =>
  least === most
    ? median.toFixed(digits)
    : `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`
