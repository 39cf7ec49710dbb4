import { type Problems, printProblems } from '@siamese/core'

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  /** One line that is written over while something goes on; nothing where there is no terminal. */
  readonly live: (line: string) => void
  readonly clear: () => void
  readonly isTerminal: boolean
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
