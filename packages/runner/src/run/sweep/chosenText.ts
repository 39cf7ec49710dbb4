import type { Chosen } from '@siamese/core'
import { valueText as numberText } from '../../report/stageWords.js'

/** `train.learningRate 2e-5, pool.mean` */
export const chosenText = (chosen: readonly Chosen[]): string =>
  chosen
    .map(each => (each.setting === undefined ? valueText(each.is) : `${settingName(each)} ${valueText(each.is)}`))
    .join(', ')

/** What is varied: `train.learningRate`; `choose` where it is a stage. */
export const settingName = ({ stage, setting }: Chosen): string =>
  setting === undefined ? stage : `${stage}.${setting}`

/** The names of all that is varied, each once. */
export const settingNames = (points: readonly { readonly chosen: readonly Chosen[] }[]): readonly string[] => [
  ...new Set(points.flatMap(({ chosen }) => chosen.map(settingName))),
]

/** Several choices between stages share a name, and so do those of a setting of stages that are named alike. */
export const valuesText = (chosen: readonly Chosen[], name: string): string =>
  chosen
    .filter(each => settingName(each) === name)
    .map(({ is }) => valueText(is))
    .join(', ')

const valueText = (value: unknown): string =>
  typeof value === 'number' ? numberText(value) : typeof value === 'string' ? value : JSON.stringify(value)
