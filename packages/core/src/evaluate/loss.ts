import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'

const made = defineEvaluator({
  name: 'evaluate.loss',
  about: 'The loss itself on rows it does not learn from: the mean over rows, dropout off',
  roles: [],
  reads: 'loss',
  metrics: ['loss'],
  score: ({ labels, rows }) => ({ loss: labels.loss!.reduce((sum, value) => sum + value, 0) / rows }),
})
export interface LossEvaluator extends EvaluatorOf<typeof made> {}

/** The loss itself on rows it does not learn from, dropout off: the mean over rows, in batches of the training size. */
export const loss: EvaluatorConstructor<LossEvaluator> = named(made)
