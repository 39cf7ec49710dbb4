import * as t from 'io-ts'
import { described } from '../described.js'
import { defineEvaluator, type EvaluatorConstructor, type EvaluatorOf, named } from '../evaluator.js'
import { options } from '../options.js'
import { some } from '../some.js'
import { pearson, spearman } from './correlation.js'
import { type SimilarityName, similarities } from './similarities.js'

export const similarityName = t.keyof(
  { cosine: null, dot: null, euclidean: null, manhattan: null },
  'cosine, dot, euclidean or manhattan',
)

/** What `similarity` is for, of every evaluator that has it. */
export const comparing = 'How two vectors are compared; of several the best is reported as well'

const made = defineEvaluator({
  name: 'evaluate.similarity',
  about: 'How well similarities order pairs as their scores do: Pearson and Spearman correlation',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  reads: 'embeddings',
  metrics: ['pearson_{similarity}', 'spearman_{similarity}'],
  options: options({ similarity: [described(some(similarityName), comparing), ['cosine']] }),
  score: ({ embeddings, labels, width }, settings) => {
    const names = settings.similarity as readonly SimilarityName[]
    const found = names.map(name => {
      const scores = similarities[name](embeddings.sentence1!, embeddings.sentence2!, width)
      return { name, pearson: pearson(scores, labels.score!), spearman: spearman(scores, labels.score!) }
    })
    return Object.fromEntries([
      ...found.flatMap(f => [
        [`pearson_${f.name}`, f.pearson],
        [`spearman_${f.name}`, f.spearman],
      ]),
      ...(found.length < 2
        ? []
        : [
            ['pearson_max', Math.max(...found.map(f => f.pearson))],
            ['spearman_max', Math.max(...found.map(f => f.spearman))],
          ]),
    ])
  },
})
export interface SimilarityEvaluator extends EvaluatorOf<typeof made> {}

/**
 * How well the similarity of two sentences orders the pairs as their scores do: Pearson and Spearman correlation.
 * Spearman ranks ties by their average; a constant side gives NaN. Distances are negated, so that more is nearer.
 * With several similarities, `pearson_max` and `spearman_max` are the best of them. Source: EmbeddingSimilarityEvaluator.
 */
export const similarity: EvaluatorConstructor<SimilarityEvaluator> = named(made)
