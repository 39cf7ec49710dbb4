/** Rows as a table with columns in line; numbers stand to the right. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const isNumber = (cell: string) => /^[-+]?[\d.,]+( s)?$/.test(cell)
  return rows
    .map(row =>
      row
        .map((cell, column) => (isNumber(cell) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const metricText = (value: number | undefined): string =>
  value === undefined ? '' : Number.isNaN(value) ? 'NaN' : value.toFixed(4)

/** How many texts of each split were cut, a line for each. */
export const cutLines = (truncated: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(truncated).map(
    ([split, texts]) => `${texts} ${texts === 1 ? 'text' : 'texts'} of ${split} cut at the longest length`,
  )
