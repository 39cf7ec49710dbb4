import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

/** What the process that decodes Parquet is asked: to open a file, and then for some of its rows. */
export type ParquetQuestion = { readonly open: string } | { readonly rows: readonly [from: number, to: number] }
export type ParquetAnswer =
  | { readonly groups: readonly number[] }
  | { readonly records: readonly Readonly<Record<string, unknown>>[] }
  | { readonly failed: { readonly name: string; readonly message: string; readonly code?: string } }

let open:
  | { readonly file: Awaited<ReturnType<typeof asyncBufferFromFile>>; readonly metadata: FileMetaData }
  | undefined

const answer = async (question: ParquetQuestion): Promise<ParquetAnswer> => {
  if ('open' in question) {
    const file = await asyncBufferFromFile(question.open)
    open = { file, metadata: await parquetMetadataAsync(file) }
    return { groups: open.metadata.row_groups.map(group => Number(group.num_rows)) }
  }
  const [rowStart, rowEnd] = question.rows
  return {
    records: await parquetReadObjects({ ...open!, compressors, rowStart, rowEnd, parsers: { stringFromBytes } }),
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const stringFromBytes = (bytes: Uint8Array | undefined): string | undefined => {
  if (bytes === undefined) return undefined
  try {
    return strict.decode(bytes)
  } catch {
    throw new Error('a text in it is not UTF-8')
  }
}

// Of columns that are read at once, one that fails is told; the others fail with nobody waiting for them.
process.on('unhandledRejection', () => {})
// Whoever asks is interrupted, and ends this process with itself.
process.on('SIGINT', () => {})
process.on('message', async (question: ParquetQuestion) => {
  try {
    process.send!(await answer(question))
  } catch (error) {
    const { name, message, code } = error as NodeJS.ErrnoException
    process.send!({ failed: { name, message, ...(code === undefined ? {} : { code }) } } satisfies ParquetAnswer)
  }
})
