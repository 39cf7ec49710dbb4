import type { Problems } from '@siamese/core'
import type { Draw, LiveBlock, liveBlock } from './live/liveBlock.js'
import { type Paint, paintFor } from './paint.js'
import { type Printing, problemText } from './problemText.js'

/** Where a command writes: results to `out`, everything else to the error stream. */
export interface Terminal {
  readonly out: (line: string) => void
  /** What is wrong, or not as expected. */
  readonly err: (line: string) => void
  /** What is said on the way. */
  readonly note: (line: string) => void
  /** Lines that are drawn over while something goes on; nothing where lines stay as they were written. */
  readonly live: (draw: Draw) => void
  readonly clear: () => void
  /** Whether lines can be drawn over: in a terminal that a person looks at. */
  readonly isLive: boolean
  /** How results look: as wide as the terminal, 100 columns where there is none, and coloured where that is wanted. */
  readonly width: number
  readonly paint: Paint
  /** The same of everything else; no line is broken where there is no terminal. */
  readonly errors: Printing
}

export const terminal = (): Terminal => {
  const { stdout, stderr, env } = process
  const isTerminal = stderr.isTTY === true
  const err = (line: string) => void stderr.write(`${line}\n`)
  return {
    ...(isTerminal && drawsOver(env) ? live(stderr, stdout.isTTY === true ? [stdout] : []) : lines),
    width: stdout.isTTY === true ? Math.max(40, stdout.columns ?? 100) : 100,
    paint: paintFor(stdout.isTTY === true, env.NO_COLOR),
    errors: {
      width: isTerminal ? (stderr.columns ?? 80) : Number.POSITIVE_INFINITY,
      paint: paintFor(isTerminal, env.NO_COLOR),
    },
    out: line => void stdout.write(`${line}\n`),
    err,
    note: err,
  }
}

const nothing = (): void => {}
const lines = { isLive: false, live: nothing, clear: nothing } as const

/** The same terminal, told only results and what is wrong. */
export const quiet = (to: Terminal): Terminal => ({ ...to, ...lines, clear: to.clear, note: nothing })

/** A log of continuous integration keeps every line, and a dumb terminal cannot go back. */
const drawsOver = ({ CI, TERM }: NodeJS.ProcessEnv): boolean =>
  (CI === undefined || CI === '' || CI === 'false') && TERM !== 'dumb'

/** What draws is loaded when something is to be drawn: until then, some milliseconds, what is to be shown waits. */
const live = (...screens: Parameters<typeof liveBlock>): Pick<Terminal, 'live' | 'clear' | 'isLive'> => {
  let block: LiveBlock | undefined
  let isLoading = false
  let latest: Draw | undefined
  const load = async () => {
    const { liveBlock } = await import('./live/liveBlock.js')
    block = liveBlock(...screens)
    if (latest !== undefined) block.show(latest)
  }
  return {
    isLive: true,
    live: draw => {
      latest = draw
      if (block !== undefined) block.show(draw)
      else if (!isLoading) {
        isLoading = true
        void load()
      }
    },
    clear: () => {
      latest = undefined
      block?.clear()
    },
  }
}

/** What a person wrote wrongly: exit code 2. Our own mistakes are 1. */
export const usersMistake = 2

export const refuse = (to: Terminal, problems: Problems, json: boolean): number => {
  to.clear()
  if (json) to.out(JSON.stringify({ problems }))
  else for (const each of problems) to.err(problemText(each, to.errors))
  return usersMistake
}
