import { countOf } from '../countOf.js'
import type { Plan } from '../plan.js'
import { valueText } from '../report/stageWords.js'
import { warmupSteps } from '../train/schedule.js'

/**
 * What is likely not meant in a training that is possible: one sentence each. Steps are counted by whoever knows the rows; before that,
 * only a pipeline that writes `steps` says them.
 */
export const trainWarnings = (
  { tasks, train }: Pick<Plan, 'tasks' | 'train'>,
  steps: number | undefined = train?.steps,
): readonly string[] => {
  if (train === undefined || tasks.length === 0) return []
  const { accumulate, batchSize, miniBatchSize, sampler, warmup, learningRate, evaluateEvery } = train
  const rising = steps === undefined ? 0 : warmupSteps(warmup, steps)
  return [
    ...tasks.flatMap(({ stage, does, settings }) =>
      does.compares(settings).includes('texts') && accumulate > 1
        ? [
            `${stage} takes its negatives from one batch: accumulate ${accumulate} gives it no more of them than batchSize ${batchSize} does; a larger batchSize with miniBatchSize ${batchSize} does`,
          ]
        : [],
    ),
    ...tasks.flatMap(({ stage, does, settings }) =>
      does.compares(settings).includes('labels') && sampler !== 'grouped by label'
        ? [
            `${stage} compares rows of a class in one batch, and ${sampler} may give it none: write sampler: 'grouped by label'`,
          ]
        : [],
    ),
    ...(miniBatchSize !== undefined && tasks.every(({ does, settings }) => does.compares(settings).length === 0)
      ? [
          `miniBatchSize ${miniBatchSize} embeds every row twice, and no loss compares rows: batchSize ${miniBatchSize} with accumulate ${Math.ceil(batchSize / miniBatchSize)} does the same once`,
        ]
      : []),
    ...(steps !== undefined && rising >= steps && rising > 0
      ? [
          `warmup ${warmup} takes ${steps === 1 ? 'the only step' : `all ${countOf(steps, 'step')}`}: the learning rate never reaches ${valueText(learningRate)}; lower warmup, or train longer`,
        ]
      : []),
    ...(steps !== undefined && evaluateEvery !== undefined && evaluateEvery > steps
      ? [
          `evaluateEvery is ${evaluateEvery}, and there ${steps === 1 ? 'is 1 step' : `are ${countOf(steps, 'step')}`}: nothing is evaluated on the way`,
        ]
      : []),
  ]
}
