import { type Seconds, together } from './estimate/estimate.js'

/** What a process has spent on a run: seconds by what it did, and bytes of memory at most. */
export interface ProcessSpent {
  readonly seconds: Seconds
  readonly memory: number
}

/** Seconds of a process by what it does, from its start on. */
export const stopwatch = () => {
  const spent = { start: 0, training: 0, evaluation: 0, saving: 0 }
  let doing: keyof typeof spent = 'start'
  let since = performance.now()
  const to = (next: keyof typeof spent): void => {
    const now = performance.now()
    spent[doing] += (now - since) / 1000
    doing = next
    since = now
  }
  return {
    to,
    spent: (): ProcessSpent => {
      to(doing)
      return { seconds: together({ ...spent }), memory: 1024 * process.resourceUsage().maxRSS }
    },
  }
}
export type Stopwatch = ReturnType<typeof stopwatch>
