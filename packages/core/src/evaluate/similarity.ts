import * as t from 'io-ts'
import { described } from '../described.js'
import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'
import { options } from '../options.js'
import { type Precision, quantized } from '../quantize.js'
import { some } from '../some.js'
import { bestOf, mainOf, mainSetting } from './bestOf.js'
import { isConstant, pearson, spearman } from './correlation.js'
import { comparing, similarities, similarityName } from './similarities.js'

const precision = t.keyof(
  { float32: null, int8: null, uint8: null, binary: null, ubinary: null },
  'float32, int8, uint8, binary or ubinary',
)

const made = defineEvaluator({
  name: 'evaluate.similarity',
  about: 'How well similarities order pairs as their scores do: Pearson and Spearman correlation',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  reads: 'embeddings',
  metrics: ['pearson_{similarity}', 'spearman_{similarity}'],
  options: options({
    similarity: [described(some(similarityName), comparing), ['cosine']],
    main: mainSetting,
    precision: [
      described(
        precision,
        'What embeddings are stored as: scaled to unit length, then rounded; as they are if not written',
      ),
      undefined,
    ],
  }),
  score: ({ embeddings, labels, width }, settings) => {
    const stored = storedAs(settings.precision, embeddings.sentence1!, embeddings.sentence2!, width)
    return bestOf(settings.similarity, name => {
      const scores = similarities[name](stored.first, stored.second, stored.width)
      return {
        [`pearson_${name}`]: pearson(scores, labels.score!),
        [`spearman_${name}`]: spearman(scores, labels.score!),
      }
    })
  },
  pairs: ({ embeddings, labels, width }, settings) => {
    const stored = storedAs(settings.precision, embeddings.sentence1!, embeddings.sentence2!, width)
    const named = settings.similarity.map(name => [name, similarities[name](stored.first, stored.second, stored.width)])
    return { scores: labels.score!, similarities: Object.fromEntries(named) }
  },
  primary: (_, { similarity, main }) => `spearman_${mainOf(similarity, main)}`,
  doubts: ({ embeddings, labels, width }, settings) => {
    if (isConstant(labels.score!)) return [`every score is ${labels.score![0]}, so there is no order to compare with`]
    const stored = storedAs(settings.precision, embeddings.sentence1!, embeddings.sentence2!, width)
    return settings.similarity
      .filter(name => isConstant(similarities[name](stored.first, stored.second, stored.width)))
      .map(name => `all pairs are equally similar by ${name}, so they have no order`)
  },
})
export interface SimilarityEvaluator extends EvaluatorOf<typeof made> {}

/** Both columns as they would be stored and read again; with int8 and uint8 they share their ranges. */
const storedAs = (precision: Precision | undefined, first: Float32Array, second: Float32Array, width: number) => {
  if (precision === undefined) return { first, second, width }
  const both = new Float32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  const { numbers, width: stored } = quantized(precision, both, width)
  const half = (first.length / width) * stored
  return { first: numbers.subarray(0, half), second: numbers.subarray(half), width: stored }
}

/**
 * How well the similarity of two sentences orders the pairs as their scores do: Pearson and Spearman correlation.
 * Spearman ranks ties by their average; a constant side gives NaN, and is said. Distances are negated, so that more is nearer.
 * With several similarities, `pearson_max` and `spearman_max` are the best of them. `precision` scores what would be left of
 * embeddings that are stored so; binary ones are compared as 0 and 1. Source: EmbeddingSimilarityEvaluator.
 */
export const similarity: EvaluatorConstructor<SimilarityEvaluator> = named(made)
