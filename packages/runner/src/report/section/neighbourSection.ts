import { escaped } from '../escaped.js'
import { moments } from '../numbers/comparisons.js'
import { normalized, stacked } from '../numbers/embedded.js'
import { nearest } from '../numbers/nearest.js'
import { countText } from '../numbersText.js'
import { type Section, section } from '../page/page.js'
import { quiet, textsTable } from '../page/parts.js'
import type { SampledEmbeddings } from '../run/runRecord.js'
import { clipped } from './clipped.js'
import { momentName } from './momentName.js'

const [asked, found] = [6, 4]

/** What lies nearest to a few sentences, before training and after it. */
export const neighbourSection = ({ sample, at }: SampledEmbeddings): Section => {
  const texts = sample.columns.flatMap(({ texts }) => texts)
  const first = new Map<string, number>()
  for (const [i, text] of texts.entries()) if (!first.has(text)) first.set(text, i)
  const isRepeated = (i: number) => first.get(texts[i]!) !== i
  const there = moments(at).map(moment => ({ moment, all: normalized(stacked(at[moment]!)) }))
  const sentences = Array.from({ length: Math.min(asked, sample.rows) }, (_, i) =>
    Math.floor(((i + 0.5) * sample.rows) / Math.min(asked, sample.rows)),
  )
  return section(
    `Nearest texts: ${sample.split}`,
    [
      quiet(`By cosine, among the ${countText(first.size)} different texts of the sample.`),
      textsTable(
        [
          ['text', ...there.map(({ moment }) => momentName(moment))],
          ...sentences.map(row => [
            `<span class="text">${escaped(clipped(texts[row]!, 160))}</span>`,
            ...there.map(
              ({ all }) =>
                `<ol class="near">${nearest(all, row, found, other => isRepeated(other) || texts[other] === texts[row])
                  .map(
                    ({ row: other, cosine }) =>
                      `<li><b>${cosine.toFixed(2)}</b><span>${escaped(clipped(texts[other]!, 120))}</span></li>`,
                  )
                  .join('')}</ol>`,
            ),
          ]),
        ],
        [0, 1, 2],
      ),
    ].join('\n'),
  )
}
