import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'

const made = defineEvaluator({
  name: 'evaluate.labels',
  about: "The share of rows whose class the loss's own head predicts",
  roles: ['sentence1: text', 'sentence2: text', 'label: class'],
  reads: 'head',
  metrics: ['accuracy'],
  score: ({ labels, rows }, _settings, predicted) => ({
    accuracy: labels.label!.filter((label, row) => label === predicted![row]).length / rows,
  }),
})
export interface LabelsEvaluator extends EvaluatorOf<typeof made> {}

/** The share of rows whose class the loss's own head predicts. Source: LabelAccuracyEvaluator. */
export const labels: EvaluatorConstructor<LabelsEvaluator> = named(made)
