import { join } from 'node:path'
import { type Data, type Problems, type Row, similarities, spearman } from '@siamese/core'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { OpenedEncoder } from '../../encode/openEncoder.js'
import type { ModelContext } from '../../model/openModel.js'
import { openSplit } from '../../sources/openSplit.js'
import type { ExportedFile } from './exportModel.js'
import { type OnnxRuntime, type OnnxSession, openOnnx } from './onnxSession.js'

/** Spearman's correlation of the cosine with the scores, by file of pairs, of one exported file. */
export interface Measured extends ExportedFile {
  readonly spearman: Readonly<Record<string, number>>
}

/** Exported files held against scores of pairs, run by onnxruntime as their users run them. */
export const measureExport = async (
  folder: string,
  files: readonly ExportedFile[],
  { model, sentenceEncoder }: Pick<OpenedEncoder, 'model' | 'sentenceEncoder'>,
  { pairs: { data, rows }, runtime }: { readonly pairs: ReadPairs; readonly runtime: OnnxRuntime },
  progress: (what: string, texts: number, of: number) => void = () => {},
): Promise<readonly Measured[]> => {
  const measured: Measured[] = []
  for (const file of files) {
    const session = await openOnnx(runtime, join(folder, file.path), model.tokenizer, sentenceEncoder.maxLength)
    const spearman: (readonly [string, number])[] = []
    for (const [split, some] of rows)
      spearman.push([
        split,
        await correlation(session, data, some, (texts, of) => progress(`${file.path} on ${split}`, texts, of)),
      ])
    await session.close()
    measured.push({ ...file, spearman: Object.fromEntries(spearman) })
  }
  return measured
}

/** Pairs and their rows by file, read before anything is written. */
export interface ReadPairs {
  readonly data: Data
  readonly rows: readonly (readonly [split: string, readonly Row[]])[]
}
export const readPairs =
  (data: Data, context: ModelContext): TaskEither<Problems, ReadPairs> =>
  async () => {
    const read: (readonly [string, readonly Row[]])[] = []
    for (const split of data.splits) {
      const rows = await openSplit(data, split, context)()
      if (isLeft(rows)) return rows
      const all: Row[] = []
      for await (const row of rows.right.all()) all.push(row)
      await rows.right.close()
      read.push([split, all])
    }
    return right({ data, rows: read })
  }

const batchSize = 32

const correlation = async (
  session: OnnxSession,
  { columns }: Data,
  rows: readonly Row[],
  progress: (texts: number, of: number) => void,
): Promise<number> => {
  const [sentence1, sentence2, score] = columns.map(([name]) => name) as [string, string, string]
  const texts = [...new Set(rows.flatMap(row => [String(row[sentence1]), String(row[sentence2])]))].sort(
    (a, b) => a.length - b.length,
  )
  const vectors = new Map<string, Float32Array>()
  for (let from = 0; from < texts.length; from += batchSize) {
    const batch = texts.slice(from, from + batchSize)
    const found = await session.encode(batch)
    const width = found.length / batch.length
    batch.forEach((text, i) => vectors.set(text, found.slice(i * width, (i + 1) * width)))
    progress(from + batch.length, texts.length)
  }
  const width = vectors.get(texts[0]!)!.length
  const side = (column: string) => {
    const all = new Float32Array(rows.length * width)
    rows.forEach((row, i) => all.set(vectors.get(String(row[column]))!, i * width))
    return all
  }
  const scores = Float64Array.from(rows, row => Number(row[score]))
  return spearman(similarities.cosine(side(sentence1), side(sentence2), width), scores)
}
