import { colourOf, curvesSvg } from '../report/curvesSvg.js'
import { escaped } from '../report/escaped.js'
import { htmlTable, plainPage } from '../report/plainPage.js'
import type { Comparison } from '../run/compare/compare.js'
import { chanceText, letterOf, valueText } from './comparisonText.js'
import { metricText } from './table.js'

/** The comparison as a page with the curves. */
export const comparisonHtml = ({ runs, settings, significance }: Comparison): string => {
  const letters = runs.map((_, i) => letterOf(i))
  const metrics = [...new Set(runs.flatMap(each => Object.keys(each.metrics)))]
  const curves = [...new Set(runs.flatMap(each => Object.keys(each.curves)))]
  const seconds = [...new Set(significance.map(each => each.second))]
  return plainPage('Runs compared', [
    `<ul>${runs.map(({ folder }, i) => `<li><span class="key" style="background:${colourOf(i)}"></span> ${letters[i]} ${escaped(folder)}</li>`).join('')}</ul>`,
    settings.length === 0
      ? '<p>The same pipeline on the same engine.</p>'
      : htmlTable([
          ['setting', ...letters],
          ...settings.map(({ setting, values }) => [setting, ...values.map(valueText)]),
        ]),
    htmlTable([
      ['metric', ...letters],
      ...metrics.map(name => [name, ...runs.map(each => metricText(each.metrics[name]))]),
    ]),
    ...significance.map(each => `<p>${escaped(chanceText(each, seconds))}</p>`),
    ...curves.map(name =>
      curvesSvg(
        name,
        'step',
        runs.map(({ curves: own, folder }) => ({
          name: folder,
          points: (own[name] ?? []).map(({ step, value }) => ({ x: step, y: value })),
        })),
        name === 'loss' ? 'no points' : 'points',
      ),
    ),
  ])
}
