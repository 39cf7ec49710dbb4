import { type Problems, problem, unitRows } from '@siamese/core'
import { left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { asPromise } from '../asPromise.js'
import { joined } from '../encode/joined.js'
import type { LoadedEncoder } from '../encode/load.js'
import { writeIndex } from '../sources/indexFolder.js'
import type { IndexPrecision, NeighbourSettings } from '../sources/neighbours.js'
import { type Corpus, inPieces } from './documents.js'

export interface IndexOptions {
  /** What a number is stored as in the graph of neighbours; int8 when not written. Scores are those of float32 in any case. */
  readonly precision?: IndexPrecision
  readonly progress?: (documents: number) => void
  readonly signal?: AbortSignal
}

/** Encodes a corpus into a new folder that is searched without encoding it again: how many documents there are. */
export const buildIndex = (
  model: LoadedEncoder,
  corpus: Corpus,
  folder: string,
  options: IndexOptions = {},
): Promise<number> => asPromise(buildIndexTask(model, corpus, folder, options))

const buildIndexTask = (
  model: LoadedEncoder,
  corpus: Corpus,
  folder: string,
  { precision = 'int8', progress, signal }: IndexOptions = {},
): TaskEither<Problems, number> => {
  const similarity = model.similarityName
  const wrong =
    similarity === 'manhattan'
      ? 'there is no index for manhattan: search the corpus itself'
      : precision === 'int8' && similarity !== 'cosine'
        ? `int8 keeps numbers from −1 to 1, and ${similarity} compares embeddings as they are: choose float16`
        : precision === 'binary' && similarity === 'euclidean'
          ? 'binary keeps signs alone, which tell no distance: choose float16'
          : undefined
  if (wrong !== undefined || similarity === 'manhattan') return async () => left([problem(`buildIndex: ${wrong}`)])
  const settings: NeighbourSettings = { width: model.width, precision, similarity }
  async function* pieces() {
    let count = 0
    for await (const documents of inPieces(corpus)) {
      const texts = documents.map(({ text }) => text)
      const told = (done: number) => progress?.(count + done)
      const options = { progress: told, ...(signal === undefined ? {} : { signal }) }
      const embeddings = joined(await model.encodeDocument(texts, options))
      yield { documents, embeddings: similarity === 'cosine' ? unitRows(embeddings, model.width) : embeddings }
      count += documents.length
    }
  }
  return writeIndex(folder, settings, pieces())
}
