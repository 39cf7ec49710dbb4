/** A text with the name that it is known by; its place in the corpus, counted from 0, when it has none of its own. */
export interface Document {
  readonly id: string | number
  readonly text: string
}
/** Texts, or documents, at once or as they come. */
export type Corpus = Iterable<string | Document> | AsyncIterable<string | Document>

/** Documents that are encoded, compared and forgotten together. */
export const pieceSize = 8192

/** Documents in pieces, so that a corpus need not fit into memory. */
export async function* inPieces(corpus: Corpus): AsyncIterable<readonly Document[]> {
  let piece: Document[] = []
  let count = 0
  for await (const each of corpus) {
    piece.push(typeof each === 'string' ? { id: count, text: each } : each)
    count++
    if (piece.length < pieceSize) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}
