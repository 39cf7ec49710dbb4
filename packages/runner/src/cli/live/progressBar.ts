import type { Terminal } from '../terminal.js'
import { progressSentence, progressText } from './progressText.js'

/** Milliseconds between two lines where lines stay. */
export const between = 10_000

/** Shows how far something is: a bar in a terminal, elsewhere a line now and then. `unit` is what is counted. */
export const progressBar = (to: Terminal, what: string, unit?: string): ((done: number, total?: number) => void) => {
  const began = performance.now()
  let told = began
  return (done, total) => {
    const amount = { what, done, total, unit, seconds: (performance.now() - began) / 1000 }
    if (to.isLive) return to.live(width => [progressText(amount, width, to.errors.paint)])
    if (performance.now() - told < between) return
    told = performance.now()
    to.note(progressSentence(amount))
  }
}
