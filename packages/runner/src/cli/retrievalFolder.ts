import { stat } from 'node:fs/promises'
import { type Data, type Problems, problem, retrieval } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { cacheRoot } from '../sources/cache.js'
import { listData } from '../sources/dataListing.js'
import { retrievalFiles } from '../sources/retrievalSource.js'
import { splitsOf } from '../sources/splits.js'

/** A folder as BEIR lays it out, with a split for each file of relevant documents; nothing where files are given. */
export const retrievalFolder = async (paths: readonly string[]): Promise<Either<Problems, Data> | undefined> => {
  const [path] = paths
  if (path === undefined || paths.length > 1 || !(await isFolder(path))) return undefined
  const here = process.cwd()
  const listed = await listData(path, { from: here, lockFolder: here, cacheRoot: cacheRoot() })()
  if (isLeft(listed)) return listed
  const found = retrievalFiles(listed.right.paths)
  const splits = splitsOf(found?.relevance ?? []).splits
  if (found === undefined || Object.keys(splits).length === 0)
    return left([
      problem(
        `--data ${path} is a folder without corpus.jsonl, queries.jsonl and qrels/test.tsv: name files of sentence pairs, or the folder of a retrieval set`,
      ),
    ])
  return right(
    retrieval(path, { queries: found.query, corpus: found.document, relevance: splits }, listed.right.source),
  )
}

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false // that it is missing is said where it is read
  }
}
