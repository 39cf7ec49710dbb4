import { type RetrievalFiles, retrievalFiles } from './retrievalSource.js'

/** One of the retrieval sets that lie side by side. */
export interface RetrievalSet {
  readonly name: string
  readonly files: RetrievalFiles
}

/**
 * Several retrieval sets in one source, as NanoBEIR is laid out: `corpus/NanoNQ-00000-of-00001.parquet` with
 * `queries/NanoNQ-….parquet` and `qrels/NanoNQ-….parquet`, a name for each set. None where a source is one set, or no such set.
 */
export const retrievalSets = (paths: readonly string[]): readonly RetrievalSet[] => {
  const inside = (folder: string): ReadonlyMap<string, readonly string[]> => {
    const found = new Map<string, readonly string[]>()
    for (const path of [...paths].sort()) {
      const [file, parent] = path.split('/').reverse()
      if (parent?.toLowerCase() !== folder) continue
      const name = file!.replace(/(-\d+-of-\d+)?(\.\w+)+$/, '')
      found.set(name, [...(found.get(name) ?? []), path])
    }
    return found
  }
  const [corpus, queries, qrels] = [inside('corpus'), inside('queries'), inside('qrels')]
  if (corpus.size < 2 && retrievalFiles(paths) !== undefined) return []
  return [...corpus].flatMap(([name, document]) => {
    const [query, relevance] = [queries.get(name), qrels.get(name)]
    return query === undefined || relevance === undefined ? [] : [{ name, files: { query, document, relevance } }]
  })
}
