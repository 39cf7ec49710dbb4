/** Rows as a table with columns in line; numbers stand to the right, and so do the names of columns that have nothing else. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const columns = (rows[0] ?? []).map((_, column) => rows.map(row => row[column] ?? ''))
  const widths = columns.map(cells => Math.max(...cells.map(({ length }) => length)))
  const ofNumbers = columns.map(([, ...cells]) => {
    const filled = cells.filter(cell => cell !== '')
    return filled.length > 0 && filled.every(isNumber)
  })
  return rows
    .map((row, i) =>
      row
        .map((cell, column) =>
          isNumber(cell) || (i === 0 && ofNumbers[column])
            ? cell.padStart(widths[column]!)
            : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
const isNumber = (cell: string): boolean =>
  /^([-+~<]? ?[\d.,]+( (s|ms|%|[kMGT]?(FLOP|B)|(min|h) \d+ (s|min)))?|\?)$/.test(cell)

export const metricText = (value: number | undefined): string =>
  value === undefined ? '' : Number.isNaN(value) ? 'NaN' : value.toFixed(4)

/** How many texts of each split were cut, a line for each. */
export const cutLines = (truncated: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(truncated).map(
    ([split, texts]) => `${texts} ${texts === 1 ? 'text' : 'texts'} of ${split} cut at the longest length`,
  )

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
