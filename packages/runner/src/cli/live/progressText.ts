import { bytesText, countText, durationText, shareText } from '../../report/numbersText.js'
import type { Paint } from '../paint.js'
import { asManyAs } from './asManyAs.js'
import { track } from './bar.js'
import { columnsOf, cutTo } from './fitted.js'

/** How far something is. */
export interface Amount {
  readonly what: string
  readonly done: number
  /** Unknown where a stream is read. */
  readonly total?: number | undefined
  /** What is counted: `texts`. A share is not counted. */
  readonly unit?: string | undefined
  /** Since it began. */
  readonly seconds: number
  /** Seconds until it ends, where more is known of that than what is done. */
  readonly left?: number | undefined
}

/** `█████░░░░░  41 %  encoding   1,234 / 3,000 texts   512 texts/s   3.4 s left`, in as many columns as there are. */
export const progressText = (amount: Amount, width: number, paint: Paint): string => {
  const words = progressWords(amount)
  const { done, total, what } = amount
  // What is counted is seen beside the name, however long that is; the bar gives way to both, for all amounts alike.
  const [longest] = progressWords({ ...amount, done: total ?? done })
  const beside = longest === undefined ? 0 : columnsOf(longest) + apart
  if (total === undefined) return asManyAs([named(what, width, beside), ...words], width)
  const bar = Math.min(barWidth(width), Math.max(8, width - share - beside - columnsOf(what)))
  const room = width - share - bar
  const text = asManyAs([named(what, room, beside), ...words], room)
  return `${paint.right(track(done / total, bar))} ${sharePadded(done / total)}  ${text}`
}
/** A name that leaves room for what is counted, where there is room for both. */
const named = (what: string, room: number, beside: number): string =>
  cutTo(what, room - beside < 8 ? room : room - beside)
/** Columns of the share and what is around it; of what stands between words. */
const [share, apart] = [8, 3]

/** The same for a place that keeps its lines: `encode: 1,234 / 3,000 texts (41 %), 512 texts/s, 3 s left`. */
export const progressSentence = (amount: Amount): string => {
  const { what, done, total, unit } = amount
  const [counted, ...rest] = progressWords(amount)
  if (unit === undefined) return `${what}: ${shareText(done / total!)}`
  const share = total === undefined ? '' : ` (${shareText(done / total)})`
  return `${what}: ${[`${counted}${share}`, ...rest].join(', ')}`
}

const progressWords = ({ done, total, unit, seconds, left: known }: Amount): readonly string[] => {
  if (unit === undefined) return []
  const { amount, all, rate } = unit === bytes ? inBytes : inUnits(unit)
  const count = total === undefined ? all(done) : `${amount(done)} / ${all(total)}`
  if (seconds < 0.5 || done === 0) return [count]
  const rest = known ?? (total === undefined || done >= total ? undefined : (seconds / done) * (total - done))
  const left = rest === undefined ? [] : [`${durationText(rest)} left`]
  return [count, `${rate(done / seconds)}/s`, ...left]
}

/** The unit of what is fetched: `12.3 MB / 90.0 MB`. */
export const bytes = 'bytes'
const inBytes = { amount: bytesText, all: bytesText, rate: bytesText }
const inUnits = (unit: string) => ({
  amount: countText,
  all: (count: number) => `${countText(count)} ${unit}`,
  rate: (perSecond: number) => `${rateText(perSecond)} ${unit}`,
})

/** `7.31`, `61.2`, `1,234` */
export const rateText = (perSecond: number): string =>
  perSecond < 10 ? perSecond.toFixed(2) : perSecond < 100 ? perSecond.toFixed(1) : countText(Math.round(perSecond))

export const sharePadded = (share: number): string => shareText(share).padStart(5)

/** A third of the line, and no more than a line of text is long. */
export const barWidth = (width: number): number => Math.max(8, Math.min(40, Math.floor(width / 3)))
