/** The value that a run is judged by, and when it was reached. */
export interface Best {
  readonly metric: string
  readonly value: number
  readonly step: number
}

/** Losses fall when they improve; every other metric rises. A value that is not a number never wins. */
export const better = (now: Best, before: Best | undefined): boolean => {
  if (Number.isNaN(now.value)) return false
  if (before === undefined) return true
  return now.metric.endsWith('.loss') ? now.value < before.value : now.value > before.value
}
