import type { Problems } from '@siamese/core'
import { type Paint, paintFor } from './paint.js'
import { type Printing, problemText } from './problemText.js'

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** One line that is written over while something goes on; nothing where there is no terminal. */
  readonly live: (line: string) => void
  readonly clear: () => void
  readonly isTerminal: boolean
  /** How results look: as wide as the terminal, 100 columns where there is none, and coloured where that is wanted. */
  readonly width: number
  readonly paint: Paint
  /** The same of everything else; no line is broken where there is no terminal. */
  readonly errors: Printing
}

export const terminal = (): Terminal => {
  const { stdout, stderr } = process
  const isTerminal = stderr.isTTY === true
  let shown = false
  const clear = () => {
    if (shown) stderr.write('\r\x1b[2K')
    shown = false
  }
  return {
    isTerminal,
    width: stdout.isTTY === true ? Math.max(60, stdout.columns ?? 100) : 100,
    paint: paintFor(stdout.isTTY === true, process.env.NO_COLOR),
    errors: {
      width: isTerminal ? (stderr.columns ?? 80) : Number.POSITIVE_INFINITY,
      paint: paintFor(isTerminal, process.env.NO_COLOR),
    },
    clear,
    out: line => {
      clear()
      stdout.write(`${line}\n`)
    },
    err: line => {
      clear()
      stderr.write(`${line}\n`)
    },
    live: line => {
      if (!isTerminal) return
      stderr.write(`\r\x1b[2K${line.slice(0, (stderr.columns ?? 80) - 1)}`)
      shown = true
    },
  }
}

/** What a person wrote wrongly: exit code 2. Our own mistakes are 1. */
export const usersMistake = 2

export const refuse = (to: Terminal, problems: Problems, json: boolean): number => {
  if (json) to.out(JSON.stringify({ problems }, null, 2))
  else for (const each of problems) to.err(problemText(each, to.errors))
  return usersMistake
}
