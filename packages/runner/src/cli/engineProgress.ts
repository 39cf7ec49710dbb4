import type { Report } from '../engine/progress.js'
import { progressText } from './live/progressText.js'
import type { Terminal } from './terminal.js'

/** Setting an engine up, as a bar in a terminal and as lines elsewhere. */
export const engineProgress = (to: Terminal): Report => {
  let last = ''
  return ({ step, text, fraction }) => {
    if (to.isLive && step !== 'fall back') {
      const { paint } = to.errors
      const amount = { what: text, done: fraction ?? 0, total: fraction === undefined ? undefined : 1, seconds: 0 }
      return to.live(width => [progressText(amount, width, paint)])
    }
    if (text === last) return
    last = text
    to.note(text)
  }
}
