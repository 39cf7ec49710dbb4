import type { RowScores, SimilarityName } from '@siamese/core'
import { joined } from '../encode/joined.js'
import type { LoadedEncoder } from '../encode/load.js'
import { type RowsOfNumbers, temporaryRows } from '../sources/rowsOfNumbers.js'
import { type Corpus, inPieces } from './documents.js'
import { engineScorer } from './engineScorer.js'

export interface EncodingTexts {
  readonly progress?: (texts: number) => void
  /** Told, once all are encoded, how many are compared with all. */
  readonly compared?: (texts: number, all: number) => void
  readonly signal?: AbortSignal
}

/** Works on the scores of all texts with all others; their embeddings lie in a temporary file. */
export const amongTexts = async <A>(
  model: LoadedEncoder,
  texts: Corpus,
  similarity: SimilarityName,
  work: (scores: RowScores) => A,
  { progress, compared, signal }: EncodingTexts,
): Promise<A> => {
  const file = temporaryRows(model.width)
  try {
    for await (const piece of inPieces(texts)) {
      const some = piece.map(({ text }) => text)
      const before = file.count()
      const encoded = (done: number) => progress?.(before + done)
      file.add(joined(await model.encode(some, { progress: encoded, ...(signal === undefined ? {} : { signal }) })))
    }
    return work(told(scoresIn(file, model.width, similarity), compared))
  } finally {
    file.close()
  }
}

/** Rows are asked for from the first to the last: before one is, those before it are done. */
const told = ({ rows, of }: RowScores, compared: EncodingTexts['compared']): RowScores => ({
  rows,
  of: row => {
    compared?.(row, rows)
    return of(row)
  },
})

/** Rows that are read together, and scores of some rows with all rows that are computed together: some 64 MB. */
const rowsRead = 16_384
const scoresMade = 2 ** 24

const scoresIn = (file: RowsOfNumbers, width: number, similarity: SimilarityName): RowScores => {
  const scorer = engineScorer(similarity)
  const rows = file.count()
  const size = Math.max(1, Math.min(rowsRead, Math.floor(scoresMade / Math.max(1, rows))))
  let begins = 0
  let block: readonly Float32Array[] = []
  const compute = (from: number): readonly Float32Array[] => {
    const some = file.read(from, size)
    const made = Array.from({ length: some.length / width }, () => new Float32Array(rows))
    for (let at = 0; at < rows; at += rowsRead) {
      const scoresOf = scorer(some, file.read(at, rowsRead), width)
      for (const [i, scores] of made.entries()) scores.set(scoresOf(i), at)
    }
    return made
  }
  return {
    rows,
    of: row => {
      if (row < begins || row >= begins + block.length) {
        begins = row
        block = compute(row)
      }
      return block[row - begins]!
    },
  }
}
