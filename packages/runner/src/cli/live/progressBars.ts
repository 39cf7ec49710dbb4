import type { Terminal } from '../terminal.js'
import { progressBar } from './progressBar.js'

/** A bar for each thing in turn, where the next begins when its name is first told. */
export const progressBars = (to: Terminal, unit: string): ((what: string, done: number, total?: number) => void) => {
  let current: string | undefined
  let show = progressBar(to, '', unit)
  return (what, done, total) => {
    if (what !== current) show = progressBar(to, what, unit)
    current = what
    show(done, total)
  }
}
