import type { Columns, Row } from './columns.js'

/** One file of a data set; `sha256` and `rows` are known when `siamese add` wrote it. */
export interface DataFile {
  readonly path: string
  readonly sha256?: string
  readonly rows?: number
}

/** Keeps rows whose column meets every bound; a filter is data, so that it can be hashed and written as JSON. */
export interface Where {
  readonly column: string
  readonly is?: string | number
  readonly atLeast?: number
  readonly atMost?: number
  /** Characters of a text, the space around it not counted; `shortest: 1` leaves empty texts out. */
  readonly shortest?: number
  readonly longest?: number
}

/** Where the texts lie whose ids the rows' files name: files of queries, and of all documents, the corpus. */
export interface LookedUp {
  readonly query: readonly DataFile[]
  readonly document: readonly DataFile[]
}

/** Pairs of the texts of a column, drawn anew for each epoch: one text with itself, then so many with others. */
export interface DrawnPairs {
  readonly pair: { readonly column: string; readonly negatives: number; readonly seed: number }
  readonly of: Data
}

/** Where the rows come from: files, memory, or another data set changed. */
export type Origin =
  /** `source`: where `files` come from: `hub:owner/name@revision`, or a folder, relative to the file that names it. */
  | {
      readonly source: string
      readonly files: Readonly<Record<string, readonly DataFile[]>>
      readonly texts?: LookedUp
    }
  | { readonly rows: Readonly<Record<string, readonly Row[]>> }
  | { readonly take: number; readonly of: Data }
  | { readonly where: Where; readonly of: Data }
  | { readonly rename: Readonly<Record<string, string>>; readonly of: Data }
  /** Columns that stand a second time, under another name. */
  | { readonly repeat: Readonly<Record<string, string>>; readonly of: Data }
  | DrawnPairs
  | { readonly concatenate: readonly Data[] }
  /** Several data sets that stay apart: each has its own columns, splits and loss. */
  | { readonly tasks: readonly Data[] }
  | {
      readonly divide: string
      readonly into: Readonly<Record<string, number>>
      readonly seed: number
      readonly of: Data
    }

/** A data set: its name, its columns in order, its splits in order, and where the rows come from. */
export interface Data<
  out Name extends string = string,
  out C extends Columns = Columns,
  out Splits extends readonly string[] = readonly string[],
> {
  readonly data: Name
  readonly columns: C
  readonly splits: Splits
  readonly origin: Origin
}
