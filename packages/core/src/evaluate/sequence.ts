import * as t from 'io-ts'
import { described } from '../described.js'
import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'
import { options } from '../options.js'

const made = defineEvaluator({
  name: 'evaluate.sequence',
  about: 'One number for all evaluators before it on a split: what the last of them is judged by, or the mean of all',
  roles: [],
  reads: 'metrics',
  metrics: ['sequential_score'],
  options: options({
    score: [
      described(
        t.keyof({ last: null, mean: null }, 'last or mean'),
        'What counts of the evaluators before it: what the last is judged by, or the mean over all',
      ),
      'last',
    ],
  }),
  score: (primaries, { score }) => ({
    sequential_score:
      score === 'last' ? primaries.at(-1)! : primaries.reduce((sum, value) => sum + value, 0) / primaries.length,
  }),
})
export interface SequenceEvaluator extends EvaluatorOf<typeof made> {}

/**
 * Evaluators of a pipeline simply follow each other; this one makes one number of those before it on its split, for `best`:
 * what the last of them is judged by (its nDCG, its Spearman correlation …), or the mean of all. A loss counts as its negative, so that more is better.
 * Source: SequentialEvaluator.
 */
export const sequence: EvaluatorConstructor<SequenceEvaluator> = named(made)
