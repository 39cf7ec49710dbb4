import { chosenText, settingNames, valuesText } from '../../run/sweep/chosenText.js'
import { isSeed } from '../../run/sweep/seedsTogether.js'
import type { SweepFile } from '../../run/sweep/sweepFile.js'
import { hues } from '../chart/hues.js'
import { countOf } from '../numbersText.js'
import { page, section } from '../page/page.js'
import { figure, figures, key, quiet, table, warning } from '../page/parts.js'
import { type Series, settingChart } from './settingChart.js'
import { spreadText } from './spreadText.js'

/** A sweep as a page: each metric by each setting, the points, and those that differ in `seed` alone together. */
export const sweepPage = (name: string, { points, groups }: SweepFile): string => {
  const names = settingNames(points)
  const metrics = [...new Set(points.flatMap(({ metrics = {} }) => Object.keys(metrics)))]
  const done = points.filter(each => each.metrics !== undefined).length
  const seeded = groups.some(each => each.points.length > 1)
  const failed = points.flatMap(({ problems = [] }, i) => problems.map(each => warning(`Point ${i + 1}: ${each}`)))
  return page({
    title: `Sweep ${name}`,
    head: quiet(`${done} of ${countOf(points.length, 'point')} finished`),
    sections: [
      section('Metric by setting', ...(done === 0 ? [quiet('No point has finished yet.')] : charts(metrics, groups))),
      ...(seeded
        ? [
            section(
              'Over seeds',
              quiet('Mean ± standard deviation of the sample (n − 1) over points that differ in seed alone.'),
              table(
                [
                  ['points', ...settingNames(groups), ...metrics],
                  ...groups.map(each => [
                    each.points.join(', '),
                    ...settingNames(groups).map(setting => valuesText(each.chosen, setting)),
                    ...metrics.map(metric => spreadText(each.metrics[metric]).replace(/ (?!\()/g, '\u00a0')),
                  ]),
                ],
                [0, ...settingNames(groups).map((_, i) => i + 1)],
              ),
            ),
          ]
        : []),
      section(
        'Points',
        ...failed,
        table(
          [
            ['point', ...names, ...metrics],
            ...points.map(({ chosen, metrics: found = {}, problems }, i) => [
              String(i + 1),
              ...names.map(setting => valuesText(chosen, setting)),
              ...metrics.map((metric, at) =>
                at === 0 && problems !== undefined ? 'failed' : numberText(found[metric]),
              ),
            ]),
          ],
          names.map((_, i) => i + 1),
        ),
      ),
    ],
  })
}

/** By everything that varies but seeds; where only seeds vary, all points stand above one another. */
const charts = (metrics: readonly string[], groups: SweepFile['groups']): readonly string[] => {
  const settings = settingNames(groups)
  const drawn = metrics.flatMap(metric =>
    (settings.length === 0 ? ['seed'] : settings).map(setting => {
      const series = seriesOf(metric, setting, groups)
      const title = settings.length === 0 ? `${metric} over seeds` : `${metric} by ${setting}`
      const colours = series.length > hues.length ? [] : series.map(({ name, colour }) => ({ name, colour }))
      return figure(title, `${colours.length > 1 ? key(colours) : ''}${settingChart(title, setting, metric, series)}`)
    }),
  )
  return [figures(drawn)]
}

/** Groups that differ in the setting alone are one series. */
const seriesOf = (metric: string, setting: string, groups: SweepFile['groups']): readonly Series[] => {
  const found = new Map<string, Series['dots'][number][]>()
  for (const { chosen, metrics } of groups) {
    const spread = metrics[metric]
    if (spread === undefined) continue
    const at = valuesText(chosen, setting)
    const others = chosenText(chosen.filter(each => !isSeed(each) && settingNames([{ chosen: [each] }])[0] !== setting))
    found.set(others, [...(found.get(others) ?? []), { at: at === '' ? 'all points' : at, ...spread }])
  }
  return [...found].map(([name, dots], i) => ({ name, dots, colour: hues[i % hues.length]! }))
}

const numberText = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(4))
