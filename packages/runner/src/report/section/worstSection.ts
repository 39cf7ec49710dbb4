import { countText } from '../../countOf.js'
import { escaped } from '../escaped.js'
import { byPartner } from '../numbers/byPartner.js'
import { type Comparison, comparisonsOf, moments } from '../numbers/comparisons.js'
import { byClass, byNegative, byScore, type WorstRow } from '../numbers/worstRows.js'
import { type Section, section } from '../page/page.js'
import { quiet, textsTable } from '../page/parts.js'
import type { SampledEmbeddings } from '../run/runRecord.js'
import { clipped } from './clipped.js'
import { momentName } from './momentName.js'

const shown = 12

/** The rows that the model gets most wrong, worst first. */
export const worstSection = (sampled: SampledEmbeddings): Section => {
  const { sample, at } = sampled
  const comparisons = comparisonsOf(sampled)
  const moment = moments(at).at(-1)
  const title = `Worst rows: ${sample.split}`
  if (moment === undefined) return section(title, quiet('No embeddings were kept.'))
  if (comparisons.length === 0)
    return section(title, quiet('The rows have one text each, and nothing says how alike they should be.'))
  const { rows, sentence, head } = judged(sampled, comparisons)
  if (rows.length === 0)
    return section(title, quiet(`${sentence}: there are none among the ${countText(sample.rows)} sampled rows.`))
  const label = sample.label
  const others = moments(at)
  const gold = label === undefined ? [] : [escaped(label.column)]
  const goldOf = (row: number) =>
    label === undefined
      ? []
      : [escaped('classes' in label ? (label.classes[label.values[row]!] ?? '') : String(label.values[row]))]
  const [first] = comparisons
  const isText = [...sample.columns.keys()]
  const texts = label !== undefined && 'classes' in label ? [...isText, sample.columns.length] : isText
  return section(
    title,
    [
      quiet(`${sentence}, ${momentName(moment)}, of the ${countText(sample.rows)} sampled rows; worst first.`),
      textsTable(
        [
          [...sample.columns.map(({ role }) => escaped(role)), ...gold, ...others.map(each => `cosine ${each}`), head],
          ...rows
            .slice(0, shown)
            .map(({ row, why }) => [
              ...sample.columns.map(({ texts }) => `<span class="text">${escaped(clipped(texts[row]!, 220))}</span>`),
              ...goldOf(row),
              ...others.map(each => first!.cosines[each]![row]!.toFixed(3)),
              escaped(why),
            ]),
        ],
        texts,
      ),
    ].join('\n'),
  )
}

const judged = (
  { sample, at }: SampledEmbeddings,
  comparisons: readonly Comparison[],
): { readonly rows: readonly WorstRow[]; readonly sentence: string; readonly head: string } => {
  const moment = moments(at).at(-1)!
  const [first, second] = comparisons.map(({ cosines }) => cosines[moment]!)
  const { label } = sample
  if (label !== undefined && 'score' in label)
    return {
      rows: byScore(first!, label.values),
      sentence: 'Pairs whose place among all cosines is farthest from their place among all scores',
      head: 'place by score → by cosine',
    }
  if (label !== undefined)
    return {
      rows: byClass(first!, label.values, label.classes),
      sentence: 'Pairs whose cosine is nearer to the mean of another class than to that of their own',
      head: 'class → looks like',
    }
  if (second !== undefined)
    return {
      rows: byNegative(first!, second),
      sentence: `Rows whose ${sample.columns[2]!.role} is nearer than their ${sample.columns[1]!.role}`,
      head: 'cosines',
    }
  return {
    rows: byPartner(at[moment]![0]!, at[moment]![1]!),
    sentence: `Rows whose ${sample.columns[1]!.role} is farther than those of other rows`,
    head: 'rows that are nearer',
  }
}
