import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'
import { withEach } from './similarities.js'

const made = defineEvaluator({
  name: 'evaluate.translation',
  about: 'The share of sentences whose nearest one of the other language is their translation',
  roles: ['source: text', 'target: text'],
  reads: 'embeddings',
  metrics: ['src2trg_accuracy', 'trg2src_accuracy', 'mean_accuracy'],
  score: ({ embeddings, texts, width }) => {
    const { source, target } = embeddings
    const there = found(source!, target!, texts.target!, width)
    const back = found(target!, source!, texts.source!, width)
    return { src2trg_accuracy: there, trg2src_accuracy: back, mean_accuracy: (there + back) / 2 }
  },
  primary: () => 'mean_accuracy',
})
export interface TranslationEvaluator extends EvaluatorOf<typeof made> {}

/** The share of rows of `from` whose nearest row of `to` has the text of the row beside it. Of equally near ones the first counts. */
const found = (from: Float32Array, to: Float32Array, texts: readonly string[], width: number): number => {
  const cosines = withEach('cosine', from, to, width)
  const right = texts.filter((text, row) => texts[firstGreatest(cosines(row))] === text)
  return right.length / texts.length
}
const firstGreatest = (values: Float32Array): number => values.indexOf(values.reduce((a, b) => Math.max(a, b)))

/**
 * The share of sentences whose nearest one of the other language, by cosine, is their translation: from source to target, back, and the
 * mean of both. Another row with the same text is as good. Source: TranslationEvaluator.
 */
export const translation: EvaluatorConstructor<TranslationEvaluator> = named(made)
