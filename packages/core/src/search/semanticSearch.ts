import { type SimilarityName, withEach } from '../evaluate/similarities.js'
import { type Hit, topK } from './topK.js'

/** How a row of `a` is scored against every row of `b`, both `[rows, width]`: by `withEach`, or by an engine. */
export type Scorer = (a: Float32Array, b: Float32Array, width: number) => (row: number) => Float32Array

export interface Searching {
  /** Documents kept for each query. */
  readonly topK: number
  readonly similarity?: SimilarityName
  /** In the place of `similarity`. */
  readonly scorer?: Scorer
}
/** A search that documents are given to as they come, so that no more of them are in memory than one call brings. */
export interface Search {
  /** Documents' embeddings, `[documents, width]`; they are counted on. */
  readonly add: (documents: Float32Array) => void
  /** Of each query the best of all documents so far, best first; of equal scores the earlier document. */
  readonly hits: () => readonly (readonly Hit<number>[])[]
}

/** Exact search by brute force; a corpus in pieces gives the same hits as a corpus at once. Source: semantic_search. */
export const searchFor = (
  queries: Float32Array,
  width: number,
  { topK: depth, similarity = 'cosine', scorer = (a, b, width) => withEach(similarity, a, b, width) }: Searching,
): Search => {
  const best = Array.from({ length: queries.length / width }, () => topK<number>(depth, (a, b) => a < b))
  let count = 0
  return {
    add: documents => {
      const scoresOf = scorer(queries, documents, width)
      best.forEach((top, query) => {
        scoresOf(query).forEach((score, i) => {
          top.add(count + i, score)
        })
      })
      count += documents.length / width
    },
    hits: () => best.map(top => top.hits()),
  }
}

/** The documents most similar to each query, both `[rows, width]`. */
export const semanticSearch = (
  queries: Float32Array,
  documents: Float32Array,
  width: number,
  { topK = 10, ...asked }: Partial<Searching> = {},
): readonly (readonly Hit<number>[])[] => {
  const search = searchFor(queries, width, { topK, ...asked })
  search.add(documents)
  return search.hits()
}
