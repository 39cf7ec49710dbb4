import { countText, shareText } from '../report/numbersText.js'
import type { Lengths } from '../run/explain/lengths.js'
import { bar } from './live/bar.js'

/** Lengths of texts as bars, a line for each bucket. */
export const histogram = ({ buckets, texts }: Pick<Lengths, 'buckets' | 'texts'>, width: number): readonly string[] => {
  const labels = buckets.map(({ from, to }) => (from === to ? countText(from) : `${countText(from)}–${countText(to)}`))
  const [wide, most] = [Math.max(...labels.map(({ length }) => length)), Math.max(...buckets.map(each => each.texts))]
  const room = Math.max(8, Math.min(60, width - wide - 12))
  return buckets.map(({ texts: some }, i) =>
    `${labels[i]!.padStart(wide)}  ${shareText(some / texts).padStart(7)}  ${bar(some / most, room)}`.trimEnd(),
  )
}
