import type { Terminal } from '../terminal.js'
import { progressSentence, progressText } from './progressText.js'

/** Milliseconds between two lines where lines stay. */
export const between = 10_000

/** Shows how far something is: a bar in a terminal, elsewhere a line now and then. `unit` is what is counted. */
export const progressBar = (to: Terminal, what: string, unit?: string): ((done: number, total?: number) => void) => {
  let told = performance.now()
  /** What was done when it was first heard of: what is opened before takes none of its time. */
  let first: { readonly at: number; readonly done: number } | undefined
  return (done, total) => {
    first ??= { at: performance.now(), done }
    const since = (performance.now() - first.at) / 1000
    const seconds = done > first.done ? (since * done) / (done - first.done) : 0
    const amount = { what, done, total, unit, seconds }
    if (to.isLive) return to.live(width => [progressText(amount, width, to.errors.paint)])
    if (performance.now() - told < between) return
    told = performance.now()
    to.note(progressSentence(amount))
  }
}
