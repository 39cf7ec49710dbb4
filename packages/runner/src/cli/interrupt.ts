import type { Terminal } from './terminal.js'

/** The exit code of a command that was interrupted. */
export const interrupted = 130

/**
 * A signal that the first Ctrl-C gives once there is something to end in good order; before `started`, and the second
 * time, the process ends at once.
 */
export const interruption = (
  to: Terminal,
): { readonly signal: AbortSignal; readonly started: () => void; readonly release: () => void } => {
  const controller = new AbortController()
  let busy = false
  const stop = () => {
    if (!busy || controller.signal.aborted) {
      to.clear()
      process.exit(interrupted)
    }
    to.err('stopping; Ctrl-C again stops at once')
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    started: () => {
      busy = true
    },
    release: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}
