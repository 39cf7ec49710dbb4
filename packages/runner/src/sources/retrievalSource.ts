import { type Data, type DataFile, type LookedUp, type Problems, problem, retrievalColumns } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { keepData } from './dataKeep.js'
import type { DataListing, DataSurroundings } from './dataListing.js'
import { readRecords } from './dataRecords.js'
import { sha256 } from './hash.js'
import { isHub } from './hubAccess.js'
import { relevanceRows } from './relevance.js'
import { rowsFaults } from './rowsFaults.js'
import type { SplitFiles } from './splits.js'

/** Rows between two words about them. */
const told = 1000

type Hashed = Required<DataFile>

/** The files of a retrieval set as BEIR lays it out: `corpus.jsonl`, `queries.jsonl`, and what is relevant in `qrels/test.tsv` or `qrels.test.tsv`. */
export interface RetrievalFiles {
  readonly query: readonly string[]
  readonly document: readonly string[]
  readonly relevance: readonly string[]
}

/** Nothing where a source is no such set. */
export const retrievalFiles = (paths: readonly string[]): RetrievalFiles | undefined => {
  const named = (name: RegExp) => paths.filter(path => name.test(path.slice(path.lastIndexOf('/') + 1)))
  const [query, document] = [named(/^queries\b/i), named(/^corpus\b/i)]
  const relevance = paths.filter(path => /qrels/i.test(path))
  return query.length > 0 && document.length > 0 && relevance.length > 0 ? { query, document, relevance } : undefined
}

export interface FetchedRetrieval {
  readonly columns: typeof retrievalColumns
  readonly files: Readonly<Record<string, readonly Hashed[]>>
  readonly texts: { readonly [K in keyof LookedUp]: readonly Hashed[] }
}

/** Reads all of it, so that what is wrong is said here and not in a run; hashes it and keeps a copy of local files. */
export const fetchRetrieval = async (
  name: string,
  listing: DataListing,
  { splits }: SplitFiles,
  { query, document }: RetrievalFiles,
  surroundings: DataSurroundings,
): Promise<Either<Problems, FetchedRetrieval>> => {
  const of = (paths: readonly string[]): readonly DataFile[] => paths.map(path => ({ path }))
  const data: Data = {
    data: name,
    columns: retrievalColumns,
    splits: Object.keys(splits),
    origin: {
      source: listing.source,
      files: Object.fromEntries(Object.entries(splits).map(([split, paths]) => [split, of(paths)])),
      texts: { query: of(query), document: of(document) },
    },
  }
  const faults = rowsFaults()
  const context = { ...surroundings, base: surroundings.lockFolder }
  for (const split of data.splits) {
    let rows = 0
    for await (const row of relevanceRows(data, split, context)) {
      if (isLeft(row)) faults.add(row.left)
      else rows++
    }
    if (rows === 0) faults.add(problem(`${splits[split]!.join(', ')} of split ${split} names no relevant document`))
  }
  const problems = faults.problems()
  if (problems.length > 0) return left(problems)
  const hashed = async (paths: readonly string[]): Promise<Either<Problems, readonly Hashed[]>> => {
    const all: Hashed[] = []
    for (const path of paths) {
      const file = await listing.open(path)()
      if (isLeft(file)) return file
      let rows = 0
      let read = 0
      for await (const record of readRecords(file.right)) {
        if (!isLeft(record) && Number(record.right.record.score ?? 1) > 0) rows++
        if (++read % told === 0) surroundings.reading?.(path, read)
      }
      const hash = await sha256(file.right.path)()
      if (isLeft(hash)) return hash
      const kept = isHub(listing.source)
        ? right(undefined)
        : await keepData(surroundings.cacheRoot, file.right.path, hash.right)
      if (isLeft(kept)) return left([kept.left])
      all.push({ path, sha256: hash.right, rows })
    }
    return right(all)
  }
  const files: Record<string, readonly Hashed[]> = {}
  for (const [split, paths] of Object.entries(splits)) {
    const some = await hashed(paths)
    if (isLeft(some)) return some
    files[split] = some.right
  }
  const [asked, documents] = [await hashed(query), await hashed(document)]
  if (isLeft(asked)) return asked
  if (isLeft(documents)) return documents
  return right({ columns: retrievalColumns, files, texts: { query: asked.right, document: documents.right } })
}
