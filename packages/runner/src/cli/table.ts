/** Rows as a table with columns in line; numbers stand to the right. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const isNumber = (cell: string) => /^[-+~<]? ?[\d.,]+( (s|ms|%|[kMGT]?(FLOP|B)|(min|h) \d+ (s|min)))?$/.test(cell)
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
