import type { Columns } from './columns.js'
import type { Data, Origin } from './data.js'
import { pairColumns } from './drawPairs.js'

type Names = Readonly<Record<string, string>>

/** Each column under its new name, where it has one. */
export const renamedColumns = (columns: Columns, names: Names): Columns =>
  columns.map(([name, kind]) => [Object.hasOwn(names, name) ? names[name]! : name, kind])

/** All columns, and behind them those that stand a second time. */
export const repeatedColumns = (columns: Columns, names: Names): Columns => [
  ...columns,
  ...columns.flatMap(([name, kind]) => (Object.hasOwn(names, name) ? [[names[name]!, kind] as const] : [])),
]

/** The columns that leave what changes one data set. */
export const changedColumns = (origin: Extract<Origin, { readonly of: Data }>): Columns => {
  const { columns } = origin.of
  if ('pair' in origin) return pairColumns
  if ('rename' in origin) return renamedColumns(columns, origin.rename)
  return 'repeat' in origin ? repeatedColumns(columns, origin.repeat) : columns
}
