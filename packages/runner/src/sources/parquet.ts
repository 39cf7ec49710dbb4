import { problem } from '@siamese/core'
import { left, right } from 'fp-ts/lib/Either.js'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { Reading, SourceFile } from './dataRecords.js'
import { fileTrouble, systemCode } from './fileTrouble.js'

/** Parquet, one row group at a time. */
export async function* parquet(source: SourceFile): Reading {
  try {
    const file = await asyncBufferFromFile(source.path)
    const metadata = await parquetMetadataAsync(file)
    let rowStart = 0
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows)
      const records = await parquetReadObjects({
        file,
        metadata,
        compressors,
        rowStart,
        rowEnd,
        parsers: { stringFromBytes },
      })
      for (const [i, record] of records.entries()) yield right({ place: `${source.name}:${rowStart + i + 1}`, record })
      rowStart = rowEnd
    }
  } catch (error) {
    yield left(
      systemCode(error) === undefined
        ? problem(`${source.name} cannot be read as Parquet: ${reason(error as Error)}`)
        : fileTrouble(error, source.name),
    )
  }
}

/** What its reader stumbles over without a word of its own is a file that was cut or changed. */
const reason = (error: Error): string =>
  error.constructor !== Error || /\bundefined\b/.test(error.message) ? 'it is damaged; fetch it again' : error.message

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const stringFromBytes = (bytes: Uint8Array | undefined): string | undefined => {
  if (bytes === undefined) return undefined
  try {
    return strict.decode(bytes)
  } catch {
    throw new Error('a text in it is not UTF-8')
  }
}
