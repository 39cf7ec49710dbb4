import { type Columns, type Data, type DataFile, type Problem, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { parseColumn } from './dataColumn.js'
import { keepData } from './dataKeep.js'
import { type DataListing, type DataSurroundings, listData } from './dataListing.js'
import { readRecords } from './dataRecords.js'
import { decodeRecords } from './decodeRecords.js'
import { sha256 } from './hash.js'
import { isHub } from './hubAccess.js'
import { inferColumns } from './inferColumns.js'
import { nameFaults } from './lock.js'
import { type FetchedRetrieval, fetchRetrieval, retrievalFiles } from './retrievalSource.js'
import { rowsFaults } from './rowsFaults.js'
import { few, givenSplits, type SplitFiles, splitsOf } from './splits.js'

/** `siamese add data SOURCE --as NAME`, as data. */
export interface DataRequest {
  /** A file, a folder, or `hub:owner/name@revision`. */
  readonly source: string
  readonly name: string
  /** `--column`, each as written: `score=score<0,5>`. */
  readonly column?: readonly string[]
  /** `--columns`: only these. */
  readonly columns?: readonly string[]
  /** `--split`, each as written: `dev=dev.jsonl`. */
  readonly split?: readonly string[]
}

export interface FetchedData {
  readonly name: string
  readonly columns: Columns
  readonly source: string
  readonly files: Readonly<Record<string, readonly Required<DataFile>[]>>
  /** Of a retrieval set, queries and corpus. */
  readonly texts?: FetchedRetrieval['texts']
  /** Columns and files that were left out, each with the reason. */
  readonly leftOut: readonly (readonly [name: string, why: string])[]
}

/**
 * Finds, reads and hashes the data of a source, and keeps a copy of local files.
 * Every row is decoded: what is wrong with any of them is said here and not in a run.
 */
export const fetchData =
  (request: DataRequest, surroundings: DataSurroundings): TaskEither<Problems, FetchedData> =>
  async () => {
    const declared = (request.column ?? []).map(parseColumn)
    const written = [...nameFaults(request.name), ...declared.flatMap(each => (isLeft(each) ? each.left : []))]
    if (written.length > 0) return left(written)
    const listing = await listData(request.source, surroundings)()
    if (isLeft(listing)) return listing
    const looksUp = retrievalFiles(listing.right.paths)
    const rowsIn = looksUp === undefined ? listing.right : { ...listing.right, paths: looksUp.relevance }
    const found = findSplits(request, rowsIn)
    if (isLeft(found)) return left([found.left])
    if (looksUp !== undefined) {
      const set = await fetchRetrieval(request.name, listing.right, found.right, looksUp, surroundings)
      if (isLeft(set)) return set
      const why = 'no split reads it'
      const leftOut = found.right.leftOut.map(path => [path, why] as const)
      return right({ name: request.name, source: listing.right.source, ...set.right, leftOut })
    }

    const sample = await sampleOf(listing.right, found.right)
    if (isLeft(sample)) return sample
    const inferred = inferColumns(request.source, sample.right, {
      declared: declared.flatMap(each => (isLeft(each) ? [] : [each.right])),
      only: request.columns,
    })
    if (isLeft(inferred)) return inferred
    const { columns, leftOut } = inferred.right
    const files = await readFiles(request.name, columns, listing.right, found.right, surroundings)
    if (isLeft(files)) return files
    const why = (request.split ?? []).length > 0 ? '--split does not name it' : 'its name says no split'
    return right({
      name: request.name,
      columns,
      source: listing.right.source,
      files: files.right,
      leftOut: [...leftOut, ...found.right.leftOut.map(path => [path, why] as const)],
    })
  }

/** What a lock says of fetched data. */
export const lockData = ({ name, columns, source, files, texts }: FetchedData): Data => ({
  data: name,
  columns,
  splits: Object.keys(files),
  origin: { source, files, ...(texts === undefined ? {} : { texts }) },
})

const findSplits = (request: DataRequest, { paths }: DataListing): Either<Problem, SplitFiles> => {
  if (paths.length === 0)
    return left(problem(`${request.source} holds no data; data are .jsonl, .csv, .tsv (each also .gz) and .parquet`))
  if (request.split !== undefined && request.split.length > 0) return givenSplits(request.split, paths)
  const found = splitsOf(paths)
  return Object.keys(found.splits).length > 0
    ? right(found)
    : left(
        problem(
          `${request.source} needs files whose names say train, dev, validation or test; it has ${few(paths)}: name them, as in --split test=${paths[0]}`,
        ),
      )
}

const sampled = 1000
/** Rows between two words about them. */
const told = 1000

/** The first records of each split. */
const sampleOf = async (listing: DataListing, { splits }: SplitFiles) => {
  const sample: Readonly<Record<string, unknown>>[] = []
  const faults = rowsFaults()
  for (const [path] of Object.values(splits)) {
    const file = await listing.open(path!)()
    if (isLeft(file)) return file
    let count = 0
    for await (const read of readRecords(file.right)) {
      if (isLeft(read)) faults.add(read.left)
      else sample.push(read.right.record)
      if (++count === sampled) break
    }
  }
  if (sample.length > 0) return right(sample)
  const problems = faults.problems()
  return left(
    problems.length > 0
      ? problems
      : [problem(`${few(Object.values(splits).flat())} holds no row; nothing can be added`)],
  )
}

const readFiles = async (
  name: string,
  columns: Columns,
  listing: DataListing,
  { splits }: SplitFiles,
  { cacheRoot, reading = () => {} }: DataSurroundings,
): Promise<Either<Problems, FetchedData['files']>> => {
  const data: Data = { data: name, columns, splits: [], origin: { rows: {} } }
  const faults = rowsFaults()
  const local: (readonly [path: string, hash: string])[] = []
  const files: Record<string, Required<DataFile>[]> = {}
  for (const [split, paths] of Object.entries(splits)) {
    const read: Required<DataFile>[] = []
    for (const path of paths) {
      const file = await listing.open(path)()
      if (isLeft(file)) return file
      let rows = 0
      for await (const row of decodeRecords(data, readRecords(file.right))) {
        rows++
        if (rows % told === 0) reading(path, rows)
        if (isLeft(row)) faults.add(row.left)
      }
      const hash = await sha256(file.right.path)()
      if (isLeft(hash)) return hash
      read.push({ path, sha256: hash.right, rows })
      if (!isHub(listing.source)) local.push([file.right.path, hash.right])
    }
    if (read.every(({ rows }) => rows === 0))
      faults.add(problem(`${few(paths)} of split ${split} has no row; leave it out with --split`))
    files[split] = read
  }
  const problems = faults.problems()
  if (problems.length > 0) return left(problems)
  for (const [path, hash] of local) {
    const kept = await keepData(cacheRoot, path, hash)
    if (isLeft(kept)) return left([kept.left])
  }
  return right(files)
}
