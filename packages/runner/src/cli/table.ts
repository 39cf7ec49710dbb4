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
