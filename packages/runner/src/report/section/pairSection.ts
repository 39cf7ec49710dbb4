import { pearson, spearman } from '@siamese/core'
import { mean } from '../../mean.js'
import { distributions, type Series } from '../chart/distributions.js'
import { hues, momentHue } from '../chart/hues.js'
import { scatter } from '../chart/scatter.js'
import { byChance, type Comparison, comparisonsOf, moments } from '../numbers/comparisons.js'
import { countOf, countText } from '../numbersText.js'
import { type Section, section } from '../page/page.js'
import { figure, figures, key, quiet } from '../page/parts.js'
import type { SampledEmbeddings } from '../run/runRecord.js'
import type { Label, Moment, Sample } from '../run/sample.js'
import { clipped } from './clipped.js'
import { momentName } from './momentName.js'

/** How alike the texts of a row are: against the score that people gave, by class, or beside pairs of chance. */
export const pairSection = (sampled: SampledEmbeddings): Section => {
  const { sample } = sampled
  const comparisons = comparisonsOf(sampled)
  const [first] = comparisons
  const { label } = sample
  const scored = label !== undefined && 'score' in label && first !== undefined
  return section(
    scored ? `Gold score and cosine: ${sample.split}` : `Cosines: ${sample.split}`,
    [quiet(sampleText(sample)), scored ? scatters(sampled, label, first) : byKind(sampled, comparisons)].join('\n'),
  )
}

export const sampleText = ({ rows, of, split }: Sample): string =>
  rows === of
    ? `${of === 1 ? 'the only row' : `all ${countText(of)} rows`} of ${split}`
    : `${countText(rows)} of ${countOf(of, 'row')} of ${split}, drawn by the seed`

type ScoreLabel = Extract<Label, { score: unknown }>

const scatters = (
  sampled: SampledEmbeddings,
  { column, score, values }: ScoreLabel,
  { cosines, other }: Comparison,
): string => {
  const [one, two] = [sampled.sample.columns[0]!.texts, sampled.sample.columns[other]!.texts]
  const range = cosineRange(Object.values(cosines))
  return figures(
    moments(sampled.at).map(moment => {
      const found = cosines[moment]!
      return figure(
        momentName(moment),
        scatter({
          label: `${column} against cosine ${momentName(moment)}`,
          x: { label: `gold ${column}`, range: [score[0], score[1]] },
          y: { label: 'cosine', range },
          colour: momentHue[moment],
          dots: found.map((cosine, row) => ({
            x: values[row]!,
            y: cosine,
            title: `${column} ${values[row]}, cosine ${cosine.toFixed(3)}\n${clipped(one[row]!, 90)}\n${clipped(two[row]!, 90)}`,
          })),
        }),
        `Spearman ${spearman(found, values).toFixed(4)}, Pearson ${pearson(found, values).toFixed(4)} on these rows; bars above and at the right are the distributions`,
      )
    }),
  )
}

/** Of each class where there are some, else of each pair of roles, beside pairs of chance. */
const byKind = (sampled: SampledEmbeddings, comparisons: readonly Comparison[]): string => {
  const { sample, at } = sampled
  const { label } = sample
  const chance = byChance(sampled)
  const kinds = (moment: Moment): readonly Omit<Series, 'colour'>[] => {
    const [first] = comparisons
    if (first !== undefined && label !== undefined && 'classes' in label)
      return label.classes.map((name, i) => ({
        name,
        values: first.cosines[moment]!.filter((_, row) => label.values[row] === i),
      }))
    return [
      ...comparisons.map(each => ({ name: each.name, values: each.cosines[moment]! })),
      { name: first === undefined ? 'two different texts' : 'texts of different rows', values: chance[moment]! },
    ]
  }
  const all = moments(at).map(moment => ({
    moment,
    series: kinds(moment)
      .slice(0, hues.length)
      .map((each, i) => ({ ...each, colour: hues[i]! }))
      .filter(({ values }) => values.length > 0),
  }))
  const range = cosineRange(all.flatMap(({ series }) => series.map(({ values }) => values)))
  return [
    key(all[0]?.series ?? []),
    figures(
      all.map(({ moment, series }) =>
        figure(
          momentName(moment),
          distributions({ label: `Cosines ${momentName(moment)}`, x: 'cosine', range, series }),
          [
            `on average ${series.map(({ name, values }) => `${name} ${mean(values).toFixed(3)}`).join(', ')}`,
            ...nearer(comparisons, moment),
          ].join('; '),
        ),
      ),
    ),
  ].join('\n')
}

/** Of a triplet, how often the positive is nearer than the negative. */
const nearer = (comparisons: readonly Comparison[], moment: Moment): readonly string[] => {
  const [positive, negative] = comparisons.map(({ cosines }) => cosines[moment]!)
  if (positive === undefined || negative === undefined) return []
  const right = positive.filter((cosine, row) => cosine > negative[row]!).length
  return [`the first is nearer in ${((100 * right) / positive.length).toFixed(1)} % of the rows`]
}

/** From the least, a round number, to 1. */
const cosineRange = (all: readonly (readonly number[])[]): readonly [number, number] => {
  const least = Math.min(0.8, ...all.flat().filter(Number.isFinite))
  return [Math.max(-1, Math.floor(5 * least) / 5), 1]
}
