import { isLeft } from 'fp-ts/lib/Either.js'
import { spreadText } from '../report/sweep/spreadText.js'
import type { SweepResult } from '../run/runSweep.js'
import { settingNames, valuesText } from '../run/sweep/chosenText.js'
import { fittedTable } from './fittedTable.js'
import { metricText } from './table.js'

/** What was chosen beside what came of it, a row a point, and a row for those that differ in seed alone. */
export const sweepText = ({ points, groups, folder }: SweepResult, width: number): string => {
  const names = settingNames(points)
  const metrics = [...new Set(points.flatMap(({ ended }) => (isLeft(ended) ? [] : Object.keys(ended.right))))]
  const failed = points.flatMap(({ ended }, index) =>
    isLeft(ended) ? ended.left.map(({ sentence }) => `point ${index + 1}: ${sentence}`) : [],
  )
  const seedless = settingNames(groups)
  return [
    fittedTable(
      [
        ['point', ...names, ...metrics],
        ...points.map(({ chosen, ended }, index) => [
          String(index + 1),
          ...names.map(name => valuesText(chosen, name)),
          ...(isLeft(ended) ? ['failed'] : metrics.map(name => metricText(ended.right[name]))),
        ]),
      ],
      width,
      1 + names.length,
    ),
    ...(groups.every(each => each.points.length === 1)
      ? []
      : [
          '',
          'over seeds: mean ± standard deviation of the sample',
          fittedTable(
            [
              ['points', ...seedless, ...metrics],
              ...groups.map(each => [
                each.points.join(', '),
                ...seedless.map(name => valuesText(each.chosen, name)),
                ...metrics.map(name => spreadText(each.metrics[name])),
              ]),
            ],
            width,
            1 + seedless.length,
          ),
        ]),
    ...(failed.length === 0 ? [] : ['', ...failed]),
    '',
    `sweep  ${folder}`,
    `page   ${folder}/sweep.html`,
  ].join('\n')
}
