import type { Fetching } from '../../sources/fetching.js'
import type { Terminal } from '../terminal.js'
import { between } from './progressBar.js'
import { bytes, progressSentence, progressText } from './progressText.js'

/** Shows how much of something has come: a bar in a terminal, elsewhere a line now and then. */
export const fetchProgress = (to: Terminal, now: () => number = () => performance.now()): Fetching => {
  let told = now()
  let fetched: string | undefined
  let began = told
  return (done, total, what) => {
    if (what !== fetched) began = now()
    fetched = what
    const amount = {
      what,
      done,
      total: total === 0 ? undefined : total,
      unit: total > 0 && total <= 1 ? undefined : bytes,
      seconds: (now() - began) / 1000,
    }
    if (to.isLive) return to.live(width => [progressText(amount, width, to.errors.paint)])
    if (now() - told < between) return
    told = now()
    to.note(progressSentence(amount))
  }
}
