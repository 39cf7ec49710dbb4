import { countOf } from '../countOf.js'
import { columnsOf } from './live/fitted.js'

/** Rows as a table with columns in line; numbers stand to the right, and so do the names of columns that have nothing else. */
export const table = (rows: readonly (readonly string[])[]): string => tableWith(rows.slice(0, 1), rows.slice(1))

/** The same under names of several lines. */
export const tableWith = (head: readonly (readonly string[])[], rows: readonly (readonly string[])[]): string => {
  const all = [...head, ...rows]
  const widths = widthsOf(all)
  const ofNumbers = widths.map((_, column) => {
    const filled = rows.map(row => row[column] ?? '').filter(cell => cell !== '')
    return filled.length > 0 && filled.every(isNumber)
  })
  return all
    .map((row, i) =>
      row
        .map((cell, column) => {
          const room = ' '.repeat(widths[column]! - columnsOf(cell))
          return isNumber(cell) || (i < head.length && ofNumbers[column]) ? room + cell : cell + room
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Columns of a terminal that each column takes. */
export const widthsOf = (rows: readonly (readonly string[])[]): readonly number[] =>
  (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => columnsOf(row[column] ?? ''))))

const isNumber = (cell: string): boolean =>
  /^(· )?([-+−~<]? ?[\d.,]+( (s|ms|%|[kMGT]?(FLOP|B)|(min|h) \d+ (s|min)))?|\?)$/.test(cell)

export const metricText = (value: number | undefined): string =>
  value === undefined ? '' : Number.isNaN(value) ? 'NaN' : value.toFixed(4)

/** How many texts of each split were cut, a line for each. */
export const cutLines = (truncated: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(truncated).map(([split, texts]) => `${countOf(texts, 'text')} of ${split} cut at the longest length`)

/** A text in lines of at most so many characters, broken between words. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines
}

/** Lines behind a beginning, the others as far in as the first. */
export const indented = (lines: readonly string[], before: string): readonly string[] =>
  lines.map((line, i) => (i === 0 ? before : ' '.repeat(before.length)) + line)
