import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'

const made = defineEvaluator({
  name: 'evaluate.mse',
  about: "How far embeddings are from a teacher's vectors: −100 times the mean squared difference",
  roles: ['text: text', 'target: vector'],
  reads: 'embeddings',
  metrics: ['negative_mse'],
  score: ({ embeddings, vectors }) => {
    const [text, target] = [embeddings.text!, vectors.target!]
    const sum = text.reduce((sum, x, i) => sum + (x - target[i]!) ** 2, 0)
    return { negative_mse: (-100 * sum) / text.length }
  },
})
export interface MseEvaluator extends EvaluatorOf<typeof made> {}

/**
 * How far embeddings are from a teacher's vectors, a column of the data: −100 · mean (student − teacher)², so that more is nearer.
 * Source: MSEEvaluator.
 */
export const mse: EvaluatorConstructor<MseEvaluator> = named(made)
