import type { Screen } from '../../../src/cli/live/liveBlock.js'

/** A terminal as far as a block needs one: what is on it after everything that was written. */
export interface Emulated {
  readonly screen: Screen
  readonly lines: () => readonly string[]
  /** As tmux and others do: lines that no longer fit are broken. */
  readonly resize: (columns: number) => void
  /** The same, which the stream knows only when it looks: `looked`, as Node's does on SIGWINCH. */
  readonly resizeUnheard: (columns: number) => void
  readonly looked: () => void
}

export const emulated = (columns: number, rows = 24): Emulated => {
  let lines = ['']
  let row = 0
  let column = 0
  let width = columns
  const listeners = new Set<() => void>()
  const put = (character: string) => {
    if (column === width) {
      row++
      column = 0
    }
    while (lines.length <= row) lines.push('')
    const line = lines[row]!.padEnd(column)
    lines[row] = line.slice(0, column) + character + line.slice(column + 1)
    column++
  }
  const obey = (argument: string, letter: string) => {
    const count = argument === '' ? 1 : Number(argument)
    if (letter === 'A') row = Math.max(0, row - count)
    else if (letter === 'B') row += count
    else if (letter === 'G') column = count - 1
    else if (letter === 'K') lines[row] = argument === '2' ? '' : (lines[row] ?? '').slice(0, column)
    else if (letter === 'J') lines = [...lines.slice(0, row), (lines[row] ?? '').slice(0, column)]
    else if (argument !== '?2026' && letter !== 'm') throw new Error(`the screen does not know ${argument}${letter}`)
  }
  const screen = {
    isTTY: true,
    columns,
    rows,
    write: (text: string) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is told what to do by them
      for (const [each, argument, letter] of text.matchAll(/\x1b\[([?\d;]*)([A-Za-z])|[^\x1b]/gu)) {
        if (letter !== undefined) obey(argument!, letter)
        else if (each === '\n') {
          row++
          column = 0
          while (lines.length <= row) lines.push('')
        } else if (each === '\r') column = 0
        else put(each)
      }
      return true
    },
    on: (_: 'resize', listener: () => void) => listeners.add(listener),
    off: (_: 'resize', listener: () => void) => listeners.delete(listener),
  }
  const looked = () => {
    if (screen.columns === width) return
    screen.columns = width
    for (const listener of listeners) listener()
  }
  const resizeUnheard = (columns: number) => {
    const broken = lines.flatMap(line =>
      line.length <= columns
        ? [line]
        : Array.from({ length: Math.ceil(line.length / columns) }, (_, i) =>
            line.slice(i * columns, (i + 1) * columns),
          ),
    )
    row += broken.length - lines.length
    lines = broken
    width = columns
  }
  return {
    screen: screen as unknown as Screen,
    lines: () => lines.map(line => line.trimEnd()),
    resizeUnheard,
    looked,
    resize: columns => {
      resizeUnheard(columns)
      looked()
    },
  }
}
