import { described } from '../described.js'
import { defineEvaluator, type EvaluatorOf, named } from '../evaluator.js'
import type { EvaluatorConstructor } from '../evaluatorRule.js'
import { options } from '../options.js'
import { some } from '../some.js'
import { averagePrecision } from './averagePrecision.js'
import { bestOf, mainOf, mainSetting } from './bestOf.js'
import { comparing, type SimilarityName, similarities, similarityName } from './similarities.js'
import { bestThresholds, matthews } from './thresholds.js'

const made = defineEvaluator({
  name: 'evaluate.binaryClassification',
  about: 'How well a threshold on the similarity tells pairs that belong together from others',
  roles: ['sentence1: text', 'sentence2: text', 'label: binary'],
  reads: 'embeddings',
  metrics: [
    '{similarity}_accuracy',
    '{similarity}_accuracy_threshold',
    '{similarity}_f1',
    '{similarity}_f1_threshold',
    '{similarity}_precision',
    '{similarity}_recall',
    '{similarity}_ap',
    '{similarity}_mcc',
  ],
  options: options({ similarity: [described(some(similarityName), comparing), ['cosine']], main: mainSetting }),
  score: ({ embeddings, labels, width }, settings) =>
    bestOf(settings.similarity, name => {
      const scores = similarities[name](embeddings.sentence1!, embeddings.sentence2!, width)
      const best = bestThresholds(scores, labels.label!)
      // A distance is reported as one: what is near lies below its threshold.
      const sign = isDistance(name) ? -1 : 1
      return {
        [`${name}_accuracy`]: best.accuracy,
        [`${name}_accuracy_threshold`]: sign * best.accuracyThreshold,
        [`${name}_f1`]: best.f1,
        [`${name}_f1_threshold`]: sign * best.f1Threshold,
        [`${name}_precision`]: best.precision,
        [`${name}_recall`]: best.recall,
        [`${name}_ap`]: averagePrecision(scores, labels.label!),
        [`${name}_mcc`]: matthews(scores, labels.label!, best.f1Threshold),
      }
    }),
  primary: (_, { similarity, main }) => `${mainOf(similarity, main)}_ap`,
  doubts: ({ labels }) =>
    (['pair that belongs together (label 1)', 'pair that does not (label 0)'] as const).flatMap((what, i) =>
      labels.label!.includes(1 - i) ? [] : [`there is no ${what}, so the metrics tell nothing`],
    ),
})
export interface BinaryClassificationEvaluator extends EvaluatorOf<typeof made> {}

const isDistance = (name: SimilarityName): boolean => name === 'euclidean' || name === 'manhattan'

/**
 * How well a threshold on the similarity tells pairs with label 1 from those with 0: the best accuracy and F1 with their thresholds,
 * precision and recall at the latter, average precision, and Matthews' correlation at the F1 threshold. Thresholds of distances
 * are distances. With several similarities, `max_…` are the greatest of each. Source: BinaryClassificationEvaluator.
 */
export const binaryClassification: EvaluatorConstructor<BinaryClassificationEvaluator> = named(made)
