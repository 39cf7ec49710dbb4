import { hues } from '../report/chart/hues.js'
import { lines } from '../report/chart/lines.js'
import { thinned } from '../report/numbers/thinned.js'
import { page, section } from '../report/page/page.js'
import { figure, figures, key, quiet, table, warning } from '../report/page/parts.js'
import type { Comparison } from '../run/compare/compare.js'
import { chanceText, letterOf, unreadLines, valueText } from './comparisonText.js'
import { metricText } from './table.js'

/** The comparison as a page with the curves. */
export const comparisonHtml = ({ runs, settings, significance }: Comparison): string => {
  const letters = runs.map((_, i) => letterOf(i))
  const metrics = [...new Set(runs.flatMap(each => Object.keys(each.metrics)))]
  const curves = [...new Set(runs.flatMap(each => Object.keys(each.curves)))]
  const seconds = [...new Set(significance.map(each => each.second))]
  const colours = runs.map(({ folder }, i) => ({ name: `${letters[i]} ${folder}`, colour: hues[i % hues.length]! }))
  const curve = (name: string): string => {
    const drawn = runs.map(({ curves: own }, i) => ({
      name: letters[i]!,
      points: thinned((own[name] ?? []).map(({ step, value }) => ({ x: step, y: value }))),
      colour: hues[i % hues.length]!,
    }))
    return figure(name, lines({ label: name, x: 'step', y: name, lines: drawn, dots: name !== 'loss' }))
  }
  return page({
    title: 'Runs compared',
    head: [key(colours), ...unreadLines(runs).map(warning)].join('\n'),
    sections: [
      section(
        'Settings',
        settings.length === 0
          ? quiet('The same pipeline on the same engine.')
          : table(
              [['setting', ...letters], ...settings.map(({ setting, values }) => [setting, ...values.map(valueText)])],
              [0],
            ),
      ),
      section(
        'Metrics',
        table(
          [['metric', ...letters], ...metrics.map(name => [name, ...runs.map(each => metricText(each.metrics[name]))])],
          [0],
        ),
        ...significance.map(each => quiet(chanceText(each, seconds))),
      ),
      section('Curves', curves.length === 0 ? quiet('Nothing was trained.') : figures(curves.map(curve))),
    ],
  })
}
