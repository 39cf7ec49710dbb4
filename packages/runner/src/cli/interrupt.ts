import type { Terminal } from './terminal.js'

/** The exit code of a command that was interrupted. */
export const interrupted = 130

/** A signal that the first Ctrl-C gives; the second one ends the process at once. */
export const interruption = (to: Terminal): { readonly signal: AbortSignal; readonly release: () => void } => {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(interrupted)
    to.err('stopping after this step; Ctrl-C again stops at once')
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}
