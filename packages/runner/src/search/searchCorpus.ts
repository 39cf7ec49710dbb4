import { type SimilarityName, searchFor } from '@siamese/core'
import { refusal } from '../asPromise.js'
import { joined } from '../encode/joined.js'
import type { LoadedEncoder } from '../encode/load.js'
import { notCounts } from '../notCounts.js'
import { type Corpus, type Document, inPieces } from './documents.js'
import { engineScorer } from './engineScorer.js'

export interface SearchOptions {
  /** Documents found for each query; 10 when not written. */
  readonly topK?: number
  /** The model's own when not written. */
  readonly similarity?: SimilarityName
  readonly progress?: (documents: number) => void
  readonly signal?: AbortSignal
}
export interface Found extends Document {
  readonly score: number
}

/**
 * The documents most similar to each query, best first, by exact search: `const [found] = await search(model, ['How …?'], corpus)`. The corpus
 * is read once, and only what was found so far is kept of it.
 */
export const search = async (
  model: LoadedEncoder,
  queries: readonly string[],
  corpus: Corpus,
  { topK = 10, similarity = model.similarityName, progress, signal }: SearchOptions = {},
): Promise<readonly (readonly Found[])[]> => {
  const wrong = notCounts('search', { topK })
  if (wrong.length > 0) throw refusal(wrong)
  const stopped = signal === undefined ? {} : { signal }
  const vectors = joined(await model.encodeQuery(queries, stopped))
  const searching = searchFor(vectors, model.width, { topK, scorer: engineScorer(similarity) })
  const kept = new Map<number, Document>()
  let count = 0
  for await (const piece of inPieces(corpus)) {
    const texts = piece.map(({ text }) => text)
    const told = (done: number) => progress?.(count + done)
    searching.add(joined(await model.encodeDocument(texts, { ...stopped, progress: told })))
    const wanted = new Set(searching.hits().flatMap(hits => hits.map(({ id }) => id)))
    for (const [i, document] of piece.entries()) if (wanted.has(count + i)) kept.set(count + i, document)
    for (const place of kept.keys()) if (!wanted.has(place)) kept.delete(place)
    count += piece.length
  }
  return searching.hits().map(hits => hits.map(({ id, score }) => ({ ...kept.get(id)!, score })))
}
