import type { Data } from './data.js'
import { type SplitNames, splitNames } from './splitNames.js'

/** A row is a query with a document that is relevant to it; each has an id. */
export type RetrievalColumns = typeof retrievalColumns
export const retrievalColumns = [
  ['query', 'text'],
  ['document', 'text'],
  ['query_id', 'key'],
  ['document_id', 'key'],
] as const

/**
 * A retrieval set in files: queries and a corpus, records of `_id`, `text` and perhaps `title`, and by split which document is relevant
 * to which query, records of `query-id`, `corpus-id` and perhaps `score` (0 is not relevant), as BEIR has them. Rows are the relevant pairs:
 * what `evaluate.retrieval` should find in the whole corpus, and what a loss of pairs can learn from. Paths are relative to `source`.
 */
export const retrieval = <const Name extends string, const Split extends string>(
  name: Name,
  files: {
    readonly queries: readonly string[]
    readonly corpus: readonly string[]
    readonly relevance: Readonly<Record<Split, readonly string[]>>
  },
  source = '.',
): Data<Name, RetrievalColumns, SplitNames<Split>> => {
  const splits = Object.keys(files.relevance) as Split[]
  const of = (paths: readonly string[]) => paths.map(path => ({ path }))
  return Object.freeze({
    data: name,
    columns: retrievalColumns,
    splits: splitNames(splits),
    origin: {
      source,
      files: Object.fromEntries(splits.map(split => [split, of(files.relevance[split])])),
      texts: { query: of(files.queries), document: of(files.corpus) },
    },
  })
}
