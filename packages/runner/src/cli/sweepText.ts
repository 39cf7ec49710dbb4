import type { Chosen } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { SweepResult } from '../run/runSweep.js'
import { metricText, table } from './table.js'

/** `train.learningRate 0.00002, pool.mean` */
export const chosenText = (chosen: readonly Chosen[]): string =>
  chosen
    .map(each => (each.setting === undefined ? valueText(each.is) : `${nameOf(each)} ${valueText(each.is)}`))
    .join(', ')

/** What was chosen beside what came of it, a row a point. */
export const sweepText = ({ points, folder }: SweepResult): string => {
  const names = distinct(points.flatMap(({ chosen }) => chosen.map(nameOf)))
  const metrics = distinct(points.flatMap(({ ended }) => (isLeft(ended) ? [] : Object.keys(ended.right))))
  const failed = points.flatMap(({ ended }, index) =>
    isLeft(ended) ? ended.left.map(({ sentence }) => `point ${index + 1}: ${sentence}`) : [],
  )
  return [
    table([
      ['point', ...names, ...metrics],
      ...points.map(({ chosen, ended }, index) => [
        String(index + 1),
        ...names.map(name => valuesText(chosen.filter(each => nameOf(each) === name))),
        ...(isLeft(ended) ? ['failed'] : metrics.map(name => metricText(ended.right[name]))),
      ]),
    ]),
    ...(failed.length === 0 ? [] : ['', ...failed]),
    '',
    `sweep  ${folder}`,
  ].join('\n')
}

const nameOf = ({ stage, setting }: Chosen): string => (setting === undefined ? stage : `${stage}.${setting}`)
/** Several choices between stages share a column, and so do those of a setting of stages that are named alike. */
const valuesText = (chosen: readonly Chosen[]): string => chosen.map(({ is }) => valueText(is)).join(', ')
const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)]
