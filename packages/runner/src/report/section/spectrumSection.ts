import * as Plot from '@observablehq/plot'
import { draw } from '../chart/draw.js'
import { momentHue } from '../chart/hues.js'
import { moments } from '../numbers/comparisons.js'
import { stacked } from '../numbers/embedded.js'
import { type Spectrum, spectrumOf } from '../numbers/spectrum.js'
import { countOf, countText } from '../numbersText.js'
import { type Section, section } from '../page/page.js'
import { figure, figures, key, quiet, table, warning } from '../page/parts.js'
import type { SampledEmbeddings } from '../run/runRecord.js'
import type { Moment } from '../run/sample.js'
import { momentName } from './momentName.js'

/** Above this mean cosine all texts point one way. */
const collapsed = 0.95

/** Whether embeddings use the directions that they have, or have collapsed into a few. */
export const spectrumSection = ({ sample, at }: SampledEmbeddings): Section => {
  const all = moments(at).flatMap(moment => {
    const spectrum = spectrumOf(stacked(at[moment]!))
    return spectrum === undefined ? [] : [{ moment, spectrum }]
  })
  if (all.length === 0)
    return section(
      `Spectrum: ${sample.split}`,
      quiet('The sampled texts are too few, or their embeddings are all the same: there is no spectrum.'),
    )
  const last = all.at(-1)!
  return section(
    `Spectrum of the embeddings: ${sample.split}`,
    [
      ...(last.spectrum.meanCosine > collapsed
        ? [
            warning(
              `two different texts have a mean cosine of ${last.spectrum.meanCosine.toFixed(3)} ${momentName(last.moment)}: the embeddings have collapsed`,
            ),
          ]
        : []),
      quiet(
        `Of ${countOf(last.spectrum.texts, 'text')}, of unit length, around their mean. Where the curve falls early, few directions are used; where any two texts have a high cosine, all lie in a narrow cone.`,
      ),
      key(all.map(({ moment }) => ({ name: momentName(moment), colour: momentHue[moment] }))),
      figures([
        figure(
          'Singular values',
          chart(all),
          'the squares of a curve sum to 1; directions below a thousandth of the first are not drawn',
        ),
        figure(
          'In numbers',
          table(
            [
              ['', ...all.map(({ moment }) => moment)],
              ['mean cosine of two texts', ...all.map(({ spectrum }) => spectrum.meanCosine.toFixed(3))],
              ['effective rank', ...all.map(({ spectrum }) => spectrum.effectiveRank.toFixed(1))],
              ['directions with 90 % of variance', ...all.map(({ spectrum }) => countText(spectrum.directions90))],
              ['numbers of an embedding', ...all.map(({ moment }) => countText(at[moment]![0]!.width))],
            ],
            [0],
          ),
        ),
      ]),
    ].join('\n'),
  )
}

/** Directions below this share of the first are rounding. */
const least = 1e-3

const chart = (all: readonly { readonly moment: Moment; readonly spectrum: Spectrum }[]): string => {
  const curves = all.map(({ moment, spectrum: { singular } }) => ({
    moment,
    points: singular.flatMap((y, i) => (y > least * singular[0]! ? [{ x: i + 1, y }] : [])),
  }))
  const lowest = Math.min(...curves.flatMap(({ points }) => points.map(({ y }) => y)))
  const ticks = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
  const bottom = ticks.findLast(tick => tick <= lowest) ?? lowest
  return draw({
    label: 'Singular values of the embeddings, the largest first',
    marginLeft: 58,
    x: { label: 'direction', labelAnchor: 'center', labelArrow: 'none', ticks: 6, tickFormat: countText },
    y: {
      type: 'log',
      domain: [bottom, 1],
      label: 'singular value',
      labelArrow: 'none',
      grid: true,
      ticks: ticks.filter(tick => tick >= bottom),
      tickFormat: String,
    },
    marks: curves.map(({ moment, points }) =>
      Plot.line(points, { x: 'x', y: 'y', stroke: momentHue[moment], strokeWidth: 2 }),
    ),
  })
}
