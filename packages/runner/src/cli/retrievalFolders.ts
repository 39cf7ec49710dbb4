import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Data, type Problems, problem, retrieval } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { cacheRoot } from '../sources/cache.js'
import { listData } from '../sources/dataListing.js'
import { isHub } from '../sources/hubAccess.js'
import { retrievalSets } from '../sources/retrievalSets.js'
import { retrievalFiles } from '../sources/retrievalSource.js'
import { splitsOf } from '../sources/splits.js'

/**
 * The retrieval sets of folders, or of the hub: as BEIR lays one out, with a split for each file of relevant documents, or several side
 * by side, as NanoBEIR. Nothing where files are given.
 */
export const retrievalFolders = async (
  sources: readonly string[],
): Promise<Either<Problems, readonly Data[]> | undefined> => {
  const folders: string[] = []
  for (const source of sources) if (isHub(source) || (await isFolder(source))) folders.push(source)
  if (folders.length === 0) return undefined
  const files = sources.filter(source => !folders.includes(source))
  if (files.length > 0)
    return left([
      problem(
        `--data names folders (${folders.join(', ')}) and files (${files.join(', ')}): score retrieval sets and sentence pairs apart`,
      ),
    ])
  const all: Data[] = []
  const wrong: Problems[number][] = []
  for (const folder of folders) {
    const sets = await setsOf(folder, folders.length > 1)
    if (isLeft(sets)) wrong.push(...sets.left)
    else all.push(...sets.right)
  }
  const names = all.flatMap(({ splits }) => splits)
  for (const name of new Set(names.filter((name, i) => names.indexOf(name) < i)))
    wrong.push(problem(`--data has two retrieval sets named ${name}: rename a folder, or score them apart`))
  return wrong.length > 0 ? left(wrong) : right(all)
}

/** A set's splits bear the names that its numbers are told under; where there are several folders, the folder's too. */
const setsOf = async (source: string, amongOthers: boolean): Promise<Either<Problems, readonly Data[]>> => {
  const here = process.cwd()
  const listed = await listData(source, { from: here, lockFolder: here, cacheRoot: cacheRoot() })()
  if (isLeft(listed)) return listed
  const { paths } = listed.right
  const own = (name: string, files: NonNullable<ReturnType<typeof retrievalFiles>>, relevance: Splits): Data =>
    retrieval(name, { queries: files.query, corpus: files.document, relevance }, listed.right.source)
  const several = retrievalSets(paths)
  if (several.length > 0) return right(several.map(({ name, files }) => own(name, files, { [name]: files.relevance })))
  const files = retrievalFiles(paths)
  const { splits } = splitsOf(files?.relevance ?? [])
  if (files === undefined || Object.keys(splits).length === 0)
    return left([
      problem(
        `--data ${source} is a folder without corpus.jsonl, queries.jsonl and qrels/test.tsv: name files of sentence pairs, or the folder of a retrieval set`,
      ),
    ])
  const name = basename(source.replace(/@.*$/, ''))
  const only = Object.keys(splits).length === 1
  const named = (split: string): string => (!amongOthers ? split : only ? name : `${name}.${split}`)
  return right([
    own(source, files, Object.fromEntries(Object.entries(splits).map(([split, relevant]) => [named(split), relevant]))),
  ])
}
type Splits = Readonly<Record<string, readonly string[]>>

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false // that it is missing is said where it is read
  }
}
