import { type Problem, problem } from '@siamese/core'
import { type Either, left } from 'fp-ts/lib/Either.js'
import { delimited } from './delimited.js'
import { jsonLines } from './jsonLines.js'
import { parquet } from './parquet.js'
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

const readers: readonly (readonly [ending: RegExp, read: (file: SourceFile) => Reading])[] = [
  [/\.(jsonl|ndjson)(\.gz)?$/i, jsonLines],
  [/\.csv(\.gz)?$/i, file => delimited(file, ',')],
  [/\.tsv(\.gz)?$/i, file => delimited(file, '\t')],
  [/\.parquet$/i, parquet],
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
  else yield* reader[1](file)
}
