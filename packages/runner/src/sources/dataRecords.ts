import { type Problem, problem } from '@siamese/core'
import { type Either, left } from 'fp-ts/lib/Either.js'
import { pipeTrouble } from './pipeTrouble.js'

/** A file of data: where it lies, and what messages call it. */
export interface SourceFile {
  readonly path: string
  readonly name: string
}

/** One record of a file and where it stands: `train.jsonl:17`; in Parquet the number is the row's. */
export interface Placed {
  readonly place: string
  readonly record: Readonly<Record<string, unknown>>
}

/** What a reader gives: records, and in their place the problems of lines that are none. A problem with the whole file is the last thing it gives. */
export type Reading = AsyncIterable<Either<Problem, Placed>>

const delimitedBy = (separator: ',' | '\t') => async () => {
  const { delimited } = await import('./delimited.js')
  return (file: SourceFile): Reading => delimited(file, separator)
}

/** Each reader is loaded when a file of its kind is read. */
const readers: readonly (readonly [ending: RegExp, reader: () => Promise<(file: SourceFile) => Reading>])[] = [
  [/\.(jsonl|ndjson)(\.gz)?$/i, async () => (await import('./jsonLines.js')).jsonLines],
  [/\.csv(\.gz)?$/i, delimitedBy(',')],
  [/\.tsv(\.gz)?$/i, delimitedBy('\t')],
  [/\.parquet$/i, async () => (await import('./parquet.js')).parquet],
]

export const isDataFile = (name: string): boolean => readers.some(([ending]) => ending.test(name))

/** The records of a file, read as a stream. */
export async function* readRecords(file: SourceFile): Reading {
  const reader = readers.find(([ending]) => ending.test(file.name))
  if (reader === undefined) {
    yield left(
      problem(`${file.name} is none of .jsonl, .csv, .tsv (each also .gz) and .parquet; convert it to one of them`),
    )
    return
  }
  const pipe = await pipeTrouble(file.path, file.name)
  if (pipe !== undefined) yield left(pipe)
  else yield* (await reader[1]())(file)
}
