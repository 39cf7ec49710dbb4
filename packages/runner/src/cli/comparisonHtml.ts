import { hues } from '../report/chart/hues.js'
import { lines } from '../report/chart/lines.js'
import { smoothed } from '../report/numbers/smoothed.js'
import { thinned } from '../report/numbers/thinned.js'
import { page, section } from '../report/page/page.js'
import { figure, figures, key, quiet, table, warning } from '../report/page/parts.js'
import type { Comparison } from '../run/compare/compare.js'
import { chanceTables, filledLegend, letterOf, settingRows, unreadLines } from './comparisonText.js'
import { metricText } from './table.js'

const chance =
  'Whether a difference to A may be chance: pairs are drawn again, and both runs are judged on the same ones.'

/** The comparison as a page with the curves. */
export const comparisonHtml = ({ runs, settings, significance }: Comparison): string => {
  const letters = runs.map((_, i) => letterOf(i))
  const metrics = [...new Set(runs.flatMap(each => Object.keys(each.metrics)))]
  const curves = [...new Set(runs.flatMap(each => Object.keys(each.curves)))]
  const colours = runs.map(({ folder, unfinished }, i) => ({
    name: [letters[i], folder, unfinished === undefined ? '' : `(${unfinished})`].join(' ').trim(),
    colour: hues[i % hues.length]!,
  }))
  const curve = (name: string): string => {
    const isLoss = name === 'loss'
    const drawn = runs.map(({ curves: own }, i) => {
      const points = (own[name] ?? []).map(({ step, value }) => ({ x: step, y: value }))
      const colour = hues[i % hues.length]!
      return { name: letters[i]!, points: thinned(isLoss ? smoothed(points) : points), colour }
    })
    const note = isLoss ? 'moving averages over a thirtieth of each run' : ''
    return figure(name, lines({ label: name, x: 'step', y: name, lines: drawn, dots: !isLoss }), note)
  }
  return page({
    title: 'Runs compared',
    head: [key(colours), ...unreadLines(runs).map(warning)].join('\n'),
    sections: [
      section(
        'Settings',
        settings.length === 0
          ? quiet('The same pipeline on the same engine.')
          : [table(settingRows(settings, letters), [0]), ...filledLegend(settings).map(quiet)].join('\n'),
      ),
      section(
        'Metrics',
        table(
          [['metric', ...letters], ...metrics.map(name => [name, ...runs.map(each => metricText(each.metrics[name]))])],
          [0],
        ),
        ...(significance.length === 0 ? [] : [quiet(chance)]),
        ...chanceTables(significance, runs).map(rows => table(rows, [0, 5])),
      ),
      section('Curves', curves.length === 0 ? quiet('Nothing was trained.') : figures(curves.map(curve))),
    ],
  })
}
