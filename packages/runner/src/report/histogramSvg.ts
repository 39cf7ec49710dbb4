import type { SampledLengths } from '../run/explain/dataFacts.js'
import { escaped } from './escaped.js'
import { countText, shareText } from './numbersText.js'

const [row, left, width] = [22, 96, 340]
const room = width - left - 64

/** Lengths of texts as bars from left to right, one below the other. */
export const histogramSvg = ({ buckets, texts, median }: SampledLengths, title: string): string => {
  const most = Math.max(...buckets.map(each => each.texts))
  return [
    `<svg class="histogram" viewBox="0 0 ${width} ${row * buckets.length}" role="img" aria-label="${escaped(title)}">`,
    ...buckets.map(({ from, to, texts: some }, i) => {
      const y = row * i
      const length = some === 0 ? 0 : Math.max(1, (room * some) / most)
      const here = from <= median && median <= to
      return [
        `<text class="label" x="${left - 8}" y="${y + 15}" text-anchor="end">${from === to ? countText(from) : `${countText(from)}–${countText(to)}`}</text>`,
        `<rect class="bar${here ? ' here' : ''}" x="${left}" y="${y + 3}" width="${length.toFixed(1)}" height="${row - 6}" rx="2"/>`,
        `<text class="share" x="${(left + length + 6).toFixed(1)}" y="${y + 15}">${shareText(some / texts)}</text>`,
      ].join('')
    }),
    '</svg>',
  ].join('\n')
}
