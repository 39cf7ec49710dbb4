import { columnOf, wordAt } from './wordAt.js'

export interface Spot {
  readonly line: number
  readonly column?: number | undefined
  /** The stage that is wrong: it is looked for where no column is known. */
  readonly stage?: string | undefined
}

/**
 * The line of code with carets under what is wrong:
 *
 *     12 |   pool.mean(),
 *        |   ^^^^^^^^^^^
 *
 * A line that is longer than the terminal is cut around it. Nothing when the text has no such line.
 */
export const codeFrame = (text: string, { line, column, stage }: Spot, width: number): readonly string[] => {
  const code = text.split(/\r?\n/)[line - 1]
  if (code === undefined) return []
  const number = String(line)
  const at = column ?? (stage === undefined ? undefined : columnOf(code, stage))
  const room = Math.max(20, width - number.length - 3)
  const from = windowStart(code, at ?? 1, room)
  const shown = from === 0 ? code.trimEnd() : `…${code.trimEnd().slice(from + 1)}`
  const cut = shown.length > room ? `${shown.slice(0, room - 1)}…` : shown
  const first = `${number} | ${cut}`.trimEnd()
  if (at === undefined || at > code.length + 1) return [first]
  // Tabs stay, so that the carets stand under what they mean.
  const before = cut.slice(0, at - 1 - from).replace(/[^\t]/g, ' ')
  const marked = Math.max(1, Math.min(wordAt(code, at).length, room - before.length))
  return [first, `${' '.repeat(number.length)} | ${before}${'^'.repeat(marked)}`]
}

const windowStart = (code: string, at: number, room: number): number =>
  code.trimEnd().length <= room || at < room * 0.6 ? 0 : Math.max(0, at - 1 - Math.floor(room / 4))
