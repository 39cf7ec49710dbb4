import type { Spread } from '../../run/sweep/spread.js'

/** `0.8123 ± 0.0045 (n 10)`; a single number as it is. */
export const spreadText = (spread: Spread | undefined): string => {
  if (spread === undefined) return ''
  const { mean, deviation, n } = spread
  return deviation === undefined ? mean.toFixed(4) : `${mean.toFixed(4)} ± ${deviation.toFixed(4)} (n ${n})`
}
