import {
  type AnchorAndPositive,
  depthOf,
  type MinedFormat,
  type MinedRow,
  minedNegatives,
  minedRows,
  miningTexts,
  mostPositives,
  type NegativesAsked,
  problem,
  type SimilarityName,
  searchFor,
  unaskable,
} from '@siamese/core'
import { refusal } from '../asPromise.js'
import { joined } from '../encode/joined.js'
import type { LoadedEncoder } from '../encode/load.js'
import { pieceSize } from './documents.js'
import { engineScorer } from './engineScorer.js'

export interface MiningOptions extends NegativesAsked {
  /** Texts that negatives are taken from besides the positives of other rows. */
  readonly corpus?: readonly string[]
  readonly format?: MinedFormat
  /** Similarities beside the texts, or in the place of labels. */
  readonly told?: 'texts' | 'scores'
  readonly similarity?: SimilarityName
  /** Of random sampling. */
  readonly seed?: number
  readonly progress?: (done: number, all: number) => void
  readonly signal?: AbortSignal
}

/**
 * Rows for training with hard negatives: texts that the model takes for answers and that are none. Embeddings of the corpus are compared
 * piece by piece and not kept. Source: mine_hard_negatives.
 */
export const mineHardNegatives = async (
  model: LoadedEncoder,
  pairs: readonly AnchorAndPositive[],
  { corpus = [], format = 'triplet', told = 'texts', similarity = 'cosine', seed = 42, ...options }: MiningOptions = {},
): Promise<readonly MinedRow[]> => {
  const { progress, signal, ...asked } = options
  const texts = miningTexts(pairs, corpus)
  const wrong = pairs.length === 0 ? 'there are no pairs' : unaskable(asked, mostPositives(texts))
  if (wrong !== undefined) throw refusal([problem(`mineHardNegatives: ${wrong}`)])
  const { queries, documents, positives } = texts
  const stopped = signal === undefined ? {} : { signal }
  const encoded = async (some: readonly string[], encode: LoadedEncoder['encode'], before: number) =>
    joined(
      await encode(some, {
        normalize: true,
        ...stopped,
        progress: done => progress?.(before + done, queries.length + documents.length),
      }),
    )
  const vectors = await encoded(queries, model.encodeQuery, 0)
  const scorer = engineScorer(similarity)
  const searching = searchFor(vectors, model.width, { topK: depthOf(texts, asked), scorer })
  const own = new Map<string, number>()
  for (let from = 0; from < documents.length; from += pieceSize) {
    const some = await encoded(documents.slice(from, from + pieceSize), model.encodeDocument, queries.length + from)
    searching.add(some)
    const scoresOf = scorer(vectors, some, model.width)
    for (const [query, each] of positives.entries())
      for (const id of each)
        if (id >= from && id < from + pieceSize) own.set(`${query} ${id}`, scoresOf(query)[id - from]!)
  }
  const scoreOf = (query: number, document: number) => own.get(`${query} ${document}`)!
  const mined = minedNegatives(texts, searching.hits(), scoreOf, asked, seed)
  return minedRows(texts, mined, format, { negatives: asked.negatives ?? 3, told })
}
