import { hues, shades } from '../chart/hues.js'
import { map } from '../chart/map.js'
import { moments } from '../numbers/comparisons.js'
import { stacked } from '../numbers/embedded.js'
import { principalMap } from '../numbers/principalMap.js'
import { countOf, shareText } from '../numbersText.js'
import { type Section, section } from '../page/page.js'
import { figure, figures, key, quiet } from '../page/parts.js'
import type { SampledEmbeddings } from '../run/runRecord.js'
import type { Sample } from '../run/sample.js'
import { clipped } from './clipped.js'
import { momentName } from './momentName.js'

/** Rows on the map at most. */
const most = 300

/** Sampled texts in the plane, on axes that are the same before and after. */
export const mapSection = ({ sample, at }: SampledEmbeddings): Section => {
  const there = moments(at)
  const planes = principalMap(there.map(moment => stacked(at[moment]!)))
  const { entries, colourOf, by } = colouring(sample)
  const rows = Math.min(most, sample.rows)
  const texts = sample.columns.flatMap(({ role, texts }, column) =>
    texts.slice(0, rows).map((text, row) => ({ text, role, row, column })),
  )
  const reach =
    1.06 * Math.max(1e-6, ...planes.flatMap(({ points }) => points.flatMap(([x, y]) => [Math.abs(x), Math.abs(y)])))
  return section(
    `Map of the embeddings: ${sample.split}`,
    [
      quiet(
        `${countOf(texts.length, 'text')} of ${countOf(rows, 'row')}, of unit length, around their mean, on the two principal axes of all of them${there.length > 1 ? ', before and after training together: the axes are the same on both maps' : ''}. Coloured by ${by}.`,
      ),
      key(entries),
      figures(
        planes.map(({ points, shares }, i) => {
          const moment = there[i]!
          return figure(
            momentName(moment),
            map({
              label: `Map of the embeddings ${momentName(moment)}`,
              axes: [`first axis, ${shareText(shares[0])} of the variance`, `second axis, ${shareText(shares[1])}`],
              reach,
              dots: texts.map(({ text, role, row, column }) => {
                const [x, y] = points[column * sample.rows + row]!
                return { x, y, colour: colourOf(row, column), title: `${clipped(text, 100)}\n${role}` }
              }),
            }),
          )
        }),
      ),
    ].join('\n'),
  )
}

interface Colouring {
  readonly by: string
  readonly entries: readonly { readonly name: string; readonly colour: string }[]
  readonly colourOf: (row: number, column: number) => string
}

/** By a group that no stage reads, a genre, say; else by class or score, else by role. */
const colouring = ({ group, label, columns }: Sample): Colouring => {
  const named = group ?? (label !== undefined && 'classes' in label ? label : undefined)
  if (named !== undefined && named.classes.length <= hues.length)
    return {
      by: named.column,
      entries: named.classes.map((name, i) => ({ name, colour: hues[i]! })),
      colourOf: row => hues[named.values[row]!] ?? 'var(--quiet)',
    }
  if (label !== undefined && 'score' in label) {
    const [least, top] = label.score
    const width = (top - least) / shades.length
    const place = (value: number) => Math.min(shades.length - 1, Math.max(0, Math.floor((value - least) / width)))
    const shown = (value: number) => String(Number(value.toFixed(2)))
    return {
      by: `${label.column} of the pair`,
      entries: shades.map((colour, i) => ({
        name: `${shown(least + i * width)} to ${shown(least + (i + 1) * width)}`,
        colour,
      })),
      colourOf: row => shades[place(label.values[row]!)]!,
    }
  }
  return {
    by: 'role',
    entries: columns.slice(0, hues.length).map(({ role }, i) => ({ name: role, colour: hues[i]! })),
    colourOf: (_, column) => hues[column % hues.length]!,
  }
}
