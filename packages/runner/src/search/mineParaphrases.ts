import { type MinedPair, minePairs, type SimilarityName } from '@siamese/core'
import { refusal } from '../asPromise.js'
import type { LoadedEncoder } from '../encode/load.js'
import { notCounts } from '../notCounts.js'
import type { Corpus } from './documents.js'
import { amongTexts, type EncodingTexts } from './encodedTexts.js'

export interface ParaphraseOptions extends EncodingTexts {
  /** Nearest texts of each text that are looked at; 100 when not written. */
  readonly topK?: number
  /** Pairs that are kept in all; 500,000 when not written. */
  readonly maxPairs?: number
  readonly similarity?: SimilarityName
}

/** The most similar pairs among texts, best first, by their places, `i < j`; all are compared with all. Source: paraphrase_mining. */
export const mineParaphrases = async (
  model: LoadedEncoder,
  texts: Corpus,
  { topK = 100, maxPairs = 500_000, similarity = 'cosine', ...encoding }: ParaphraseOptions = {},
): Promise<readonly MinedPair[]> => {
  const wrong = notCounts('mineParaphrases', { topK, maxPairs })
  if (wrong.length > 0) throw refusal(wrong)
  return amongTexts(model, texts, similarity, scores => minePairs(scores, { topK, maxPairs }), encoding)
}
