import { type SimilarityName, withEach } from '../evaluate/similarities.js'

/** How similar every row is to every other. Rows are asked for from the first to the last; embeddings may lie in a file. */
export interface RowScores {
  readonly rows: number
  /** With each row, itself too. */
  readonly of: (row: number) => Float32Array
}

/** Among embeddings in memory, `[rows, width]`. */
export const scoresAmong = (
  embeddings: Float32Array,
  width: number,
  similarity: SimilarityName = 'cosine',
): RowScores => ({ rows: embeddings.length / width, of: withEach(similarity, embeddings, embeddings, width) })
