import { constants } from 'node:os'
import type { Terminal } from './terminal.js'

/** Ctrl-C; being asked to end; a terminal that is gone. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type Ending = (typeof endings)[number]

/**
 * A signal that the first Ctrl-C gives once there is something to end in good order; before `started`, and the second
 * time, the process ends at once. `code` is what shells give for it.
 */
export const interruption = (
  to: Terminal,
): {
  readonly signal: AbortSignal
  readonly started: () => void
  readonly release: () => void
  /** The same for another reason, with its exit code. */
  readonly end: (why: string, exit: number) => void
  readonly code: () => number
} => {
  const controller = new AbortController()
  let busy = false
  let code = codeOf('SIGINT')
  const end = (why: string, exit: number) => {
    code = exit
    if (!busy || controller.signal.aborted) {
      to.clear()
      process.exit(code)
    }
    controller.abort()
    // Behind it: where a terminal is gone, writing meets that again.
    to.err(why)
  }
  const stop = (signal: Ending) => {
    // A terminal that closes is told of twice, by the shell and by the system.
    if (signal === 'SIGHUP' && controller.signal.aborted) return
    end('stopping; Ctrl-C again stops at once', codeOf(signal))
  }
  for (const each of endings) process.on(each, stop)
  return {
    signal: controller.signal,
    end,
    code: () => code,
    started: () => {
      busy = true
    },
    release: () => {
      for (const each of endings) process.off(each, stop)
    },
  }
}

const codeOf = (signal: Ending): number => 128 + constants.signals[signal]
