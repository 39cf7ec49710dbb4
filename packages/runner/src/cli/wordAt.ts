/** What stands at a column (the first is 1): a name with its dots and, where it is called, the call; a text; else one character. */
export const wordAt = (line: string, column: number): string => {
  const rest = line.slice(column - 1)
  const name = /^[\w$]+(\s*\.\s*[\w$]+)*/.exec(rest)?.[0]
  if (name !== undefined) return name + callAfter(rest.slice(name.length))
  return /^(["'`])(?:\\.|(?!\1).)*\1/.exec(rest)?.[0] ?? rest.slice(0, 1)
}

/** A call's parentheses with everything in them, as far as they close on this line. */
const callAfter = (rest: string): string => {
  if (!rest.startsWith('(')) return ''
  let depth = 0
  for (const { 0: token, index } of rest.matchAll(/(["'`])(?:\\.|(?!\1).)*\1|[()[\]{}]/g)) {
    if ('([{'.includes(token)) depth++
    if (')]}'.includes(token) && --depth === 0) return rest.slice(0, index + 1)
  }
  return ''
}

/** Where a stage is made on a line: `pool.mean` or, imported otherwise, `mean(`. */
export const columnOf = (line: string, stage: string): number | undefined => {
  const own = stage.split('.').at(-1)!.replace(/\$/g, '\\$')
  const found = new RegExp(`(?<![\\w$])(?:[\\w$]+\\.)*${own}(?=\\s*\\()`).exec(line)
  return found === null ? undefined : found.index + 1
}
