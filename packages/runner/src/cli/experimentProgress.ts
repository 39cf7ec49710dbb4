import type { RunEvent } from '../run/runEvent.js'
import { runProgress } from './progress.js'
import { severalProgress } from './severalProgress.js'
import type { Terminal } from './terminal.js'

/** Shows what goes on: one run after the other, and from where points run at once, those. */
export const experimentProgress = (
  to: Terminal,
  now: () => number = () => performance.now(),
): ((event: RunEvent) => void) => {
  let show = runProgress(to, now)
  return event => {
    if (event.event === 'side by side') show = severalProgress(to, event, now)
    else show(event)
  }
}
