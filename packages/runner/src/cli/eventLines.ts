import type { RunEvent } from '../run/runEvent.js'
import type { Terminal } from './terminal.js'

/**
 * What `--json` prints of a command that goes on for long: each event as a line of JSON on standard output while it happens, and as the
 * last line the one that is no event: `{"result": …}`, or `{"problems": […]}`.
 */
export const eventLines =
  (to: Terminal): ((event: RunEvent) => void) =>
  event =>
    to.out(JSON.stringify(event))

export const resultLine = (result: unknown): string => JSON.stringify({ result })
