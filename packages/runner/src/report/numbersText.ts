import { countOf, countText } from '../countOf.js'
import { short } from '../graph/drawing.js'

export { countOf, countText }

/** `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min` */
export const durationText = (seconds: number): string => {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} min ${whole % 60} s`
  const rounded = Math.round(whole / 60)
  return `${Math.floor(rounded / 60)} h ${rounded % 60} min`
}

/** `1.21 GB` */
export const bytesText = (bytes: number): string => `${short(bytes)}B`

/** `41 %`, `4.1 %`; a share that is not 0 is never shown as 0. */
export const shareText = (share: number): string => {
  const percent = 100 * share
  if (percent > 0 && percent < 0.05) return '< 0.1 %'
  return `${percent < 9.95 && percent % 1 !== 0 ? percent.toFixed(1) : percent < 100 ? Math.min(99, Math.round(percent)) : 100} %`
}
