import type { Terminal } from './terminal.js'

/** The exit code of a command that was interrupted; of one that was asked to end. */
export const interrupted = 130
const terminated = 143

/**
 * A signal that the first Ctrl-C gives once there is something to end in good order; before `started`, and the second
 * time, the process ends at once.
 */
export const interruption = (
  to: Terminal,
): {
  readonly signal: AbortSignal
  readonly started: () => void
  readonly release: () => void
  readonly code: () => number
} => {
  const controller = new AbortController()
  let busy = false
  let code = interrupted
  const stop = (signal: NodeJS.Signals) => {
    code = signal === 'SIGTERM' ? terminated : interrupted
    if (!busy || controller.signal.aborted) {
      to.clear()
      process.exit(code)
    }
    to.err('stopping; Ctrl-C again stops at once')
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    code: () => code,
    started: () => {
      busy = true
    },
    release: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}
