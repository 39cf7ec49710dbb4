import type { Row } from '@siamese/core'

/** The rows of one split, by index. They are in memory while they are few, in a temporary file when they are many. */
export interface Rows {
  readonly count: number
  readonly read: (indices: readonly number[]) => Promise<readonly Row[]>
  readonly all: () => AsyncIterable<Row>
  /** The documents, `{ id, text }`, among which those of the rows are looked for, where the data have a corpus. */
  readonly corpus?: Rows
  /**
   * Where rows are drawn anew for each epoch: row i of epoch e has the number e · count + i, and these are all rows that any epoch may have
   * the texts of.
   */
  readonly drawnFrom?: Rows
  /** Frees the memory and removes the temporary file; nothing can be read afterwards. */
  readonly close: () => Promise<void>
}

export const inMemory = (rows: readonly Row[]): Rows => {
  let open: readonly Row[] | undefined = rows
  const opened = (): readonly Row[] => {
    if (open === undefined) throw new Error('internal: rows are read after they were closed')
    return open
  }
  return {
    count: rows.length,
    read: async indices => indices.map(index => opened()[index] ?? outside(index, rows.length)),
    all: async function* () {
      yield* opened()
    },
    close: async () => {
      open = undefined
    },
  }
}

/** Rows that have every text which any epoch has. */
export const everyText = (rows: Rows): AsyncIterable<Row> => (rows.drawnFrom ?? rows).all()

/** Both are closed together. */
export const withCorpus = (rows: Rows, corpus: Rows): Rows => ({
  ...rows,
  corpus,
  close: async () => {
    await rows.close()
    await corpus.close()
  },
})

export const outside = (index: number, count: number): never => {
  throw new Error(`internal: row ${index} of ${count} rows`)
}
