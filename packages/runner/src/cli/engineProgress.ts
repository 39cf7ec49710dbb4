import type { Report } from '../engine/progress.js'
import type { Terminal } from './terminal.js'

/** Setting an engine up, as a bar in a terminal and as lines elsewhere. */
export const engineProgress = (to: Terminal): Report => {
  let last = ''
  return ({ step, text, fraction }) => {
    if (to.isTerminal && fraction !== undefined) return to.live(`${bar(fraction)} ${text}`)
    if (text === last) return
    last = text
    if (step === 'fall back' || fraction === undefined || !to.isTerminal) to.err(text)
  }
}

const bar = (fraction: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * 24)
  return `${'█'.repeat(full)}${'░'.repeat(24 - full)} ${String(Math.round(fraction * 100)).padStart(3)} %`
}
