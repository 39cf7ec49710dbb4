import { countOf, countText } from '../report/numbersText.js'
import { routesText } from '../report/routesText.js'
import { valueText } from '../report/stageWords.js'
import type { RunPlan } from '../run/runPlan.js'
import { columnsOf } from './live/fitted.js'

/** What a run is about to do, a paragraph for each side of it, in lines of so many columns. */
export const planText = (plan: RunPlan, width: number): readonly string[] => {
  const { model, architecture, layers, hidden, routes, parameters, training, evaluators } = plan
  const sizes = (each: Pick<RunPlan, 'architecture' | 'layers' | 'hidden'>) =>
    `${each.architecture}, ${countOf(each.layers, 'layer')} of ${each.hidden}`
  const encoders =
    routes === undefined
      ? `${model}: ${sizes({ architecture, layers, hidden })}, `
      : `${routesText(routes, sizes).join('; ')}; `
  const lines: readonly (readonly [string, string])[] = [
    [
      'data',
      `${plan.data.join(', ')}: ${Object.entries(plan.rows)
        .map(([split, rows]) => `${split} ${countText(rows)}`)
        .join(', ')} rows`,
    ],
    ['model', `${encoders}${countOf(parameters, 'parameter')}`],
    ['stages', plan.stages.join(' → ')],
    ...(training === undefined ? [] : [['train', trainingText(training)] as const]),
    ...(evaluators.length === 0 ? [] : [['judge', evaluators.join(', ')] as const]),
    [
      'engine',
      `${plan.engine}, ${plan.computes === 'graph' ? 'one graph' : 'operation by operation'}, ${countOf(plan.threads, 'thread')}, ${plan.precision}`,
    ],
  ]
  return lines.map(([name, text]) => planLine(name, text, width))
}

const indent = 10
/** `  data    stsb: train 5,749 rows`; what goes on in a next line stands under what it belongs to. */
export const planLine = (name: string, text: string, width: number): string => {
  const lines = ['']
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`
    if (lines.at(-1) !== '' && columnsOf(longer) > width - indent) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return `  ${name.padEnd(indent - 2)}${lines.join(`\n${' '.repeat(indent)}`)}`
}

const trainingText = ({
  steps,
  epochs,
  rowsPerStep,
  unit,
  learningRate,
  best,
}: NonNullable<RunPlan['training']>): string =>
  [
    `${countOf(epochs, 'epoch')}, ${countOf(steps, 'step')} of ${countText(rowsPerStep)} ${unit}`,
    `learning rate ${valueText(learningRate)}`,
    ...(best === undefined ? [] : [`keeps the best ${best}`]),
  ].join('; ')
