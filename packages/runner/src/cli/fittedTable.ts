import { columnsOf } from './live/fitted.js'
import { tableWith, widthsOf } from './table.js'

/**
 * A table for so many columns of a terminal. Where it is too wide its names are broken behind their dots and underscores; where it still
 * is, it goes on below, beginning with the same columns as before: the first ones, `keys` of them.
 */
export const fittedTable = (rows: readonly (readonly string[])[], width: number, keys = 1): string => {
  const [names = [], ...body] = rows
  const all = names.map((_, column) => column)
  const whole = widthsOf(rows)
  if (together(whole, all) <= width) return tableWith([names], body)
  const head = brokenHead(names, widthsOf([names.map(() => ''), ...body]))
  const widths = widthsOf([...head, ...body])
  const first = all.slice(0, keys)
  const blocks: number[][] = []
  for (const column of all.slice(keys)) {
    const block = blocks.at(-1)
    if (block !== undefined && together(widths, [...first, ...block, column]) <= width) block.push(column)
    else blocks.push([column])
  }
  return (blocks.length === 0 ? [[]] : blocks)
    .map(block => {
      const columns = [...first, ...block]
      const pick = (row: readonly string[]) => columns.map(column => row[column] ?? '')
      return tableWith(withoutEmpty(head.map(pick)), body.map(pick))
    })
    .join('\n\n')
}

const together = (widths: readonly number[], columns: readonly number[]): number =>
  columns.reduce((sum, column) => sum + widths[column]!, 0) + 2 * (columns.length - 1)

/** Each name in lines as long as what stands below it, or as its longest part; the last lines stand beside one another. */
const brokenHead = (names: readonly string[], widths: readonly number[]): readonly (readonly string[])[] => {
  const broken = names.map((name, column) => {
    const parts = name.split(/(?<=[._ ])/)
    const room = Math.max(widths[column]!, ...parts.map(columnsOf))
    const lines: string[] = []
    for (const part of parts) {
      const longer = `${lines.at(-1) ?? ''}${part}`
      if (lines.length > 0 && columnsOf(longer) <= room) lines[lines.length - 1] = longer
      else lines.push(part)
    }
    return lines
  })
  const most = Math.max(...broken.map(({ length }) => length))
  return Array.from({ length: most }, (_, i) => broken.map(lines => lines[i - most + lines.length] ?? ''))
}

const withoutEmpty = (head: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  const kept = head.filter(line => line.some(cell => cell !== ''))
  return kept.length === 0 ? head.slice(-1) : kept
}
