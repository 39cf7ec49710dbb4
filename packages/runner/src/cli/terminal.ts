import { type Problems, printProblems } from '@siamese/core'
import { type Paint, paintFor } from './paint.js'

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
  else to.err(printProblems(problems.map(shortPlace)))
  return usersMistake
}

/** Places inside the current folder are shown relative to it. */
const shortPlace = <P extends Problems[number]>(each: P): P => {
  const here = `${process.cwd()}/`
  return each.place?.startsWith(here) ? { ...each, place: each.place.slice(here.length) } : each
}
