import { type Problems, problem, similarities } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { asPromise } from '../asPromise.js'
import type { LoadedEncoder } from '../encode/load.js'
import { notCounts } from '../notCounts.js'
import { type IndexFolder, openIndexFolder } from '../sources/indexFolder.js'
import type { Found } from './searchCorpus.js'

export interface IndexSearchOptions {
  /** Documents found for each query; 10 when not written. */
  readonly topK?: number
  /** So many times `topK` neighbours are scored again with their float32 embeddings; 4 when not written. */
  readonly rescore?: number
}

/** The documents of an index most similar to each query, best first: neighbours by the index, scored exactly. */
export const searchIndex = (
  model: LoadedEncoder,
  queries: readonly string[],
  folder: string,
  options: IndexSearchOptions = {},
): Promise<readonly (readonly Found[])[]> => asPromise(searchIndexTask(model, queries, folder, options))

const searchIndexTask =
  (
    model: LoadedEncoder,
    queries: readonly string[],
    folder: string,
    { topK = 10, rescore = 4 }: IndexSearchOptions = {},
  ): TaskEither<Problems, readonly (readonly Found[])[]> =>
  async () => {
    const wrong = notCounts('searchIndex', { topK, rescore })
    if (wrong.length > 0) return left(wrong)
    const opened = await openIndexFolder(folder)()
    if (isLeft(opened)) return opened
    const { about } = opened.right
    try {
      if (about.width !== model.width)
        return left([
          problem(
            `${folder} has embeddings of ${about.width} numbers, and the model gives ${model.width}: search with the model it was made by`,
          ),
        ])
      const vectors = await model.encodeQuery(queries)
      const found: (readonly Found[])[] = []
      for (const vector of vectors) {
        const hits = await nearest(opened.right, vector, topK, topK * rescore)
        if (isLeft(hits)) return hits
        found.push(hits.right)
      }
      return right(found)
    } finally {
      await opened.right.close()
    }
  }

const nearest = async (
  { about, neighbours, embeddings, documents }: IndexFolder,
  query: Float32Array,
  topK: number,
  looked: number,
): Promise<Either<Problems, readonly Found[]>> => {
  const score = (place: number) => similarities[about.similarity](query, embeddings.read(place, 1), about.width)[0]!
  const best = neighbours
    .nearest(query, looked)
    .map(place => ({ place, score: score(place) }))
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, topK)
  const read = await documents(best.map(({ place }) => place))
  return isLeft(read) ? read : right(read.right.map((each, i) => ({ ...each, score: best[i]!.score })))
}
