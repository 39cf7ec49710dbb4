import { stat } from 'node:fs/promises'
import { type Problem, problem } from '@siamese/core'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Reading, SourceFile } from './dataRecords.js'
import { fileTrouble } from './fileTrouble.js'
import { parquetDecoder } from './parquetDecoder.js'
import type { ParquetAnswer } from './parquetProcess.js'

/** Parquet, one row group at a time. */
export async function* parquet(source: SourceFile): Reading {
  let size: number
  try {
    size = (await stat(source.path)).size
  } catch (error) {
    yield left(fileTrouble(error, source.name))
    return
  }
  const decoder = parquetDecoder(size)
  try {
    const opened = await decoder.ask({ open: source.path })
    if (opened === undefined || !('groups' in opened)) {
      yield left(trouble(source.name, opened))
      return
    }
    let from = 0
    for (const rows of opened.groups) {
      const read = await decoder.ask({ rows: [from, from + rows] })
      if (read === undefined || !('records' in read)) {
        yield left(trouble(source.name, read))
        return
      }
      for (const [i, record] of read.records.entries()) yield right({ place: `${source.name}:${from + i + 1}`, record })
      from += rows
    }
  } finally {
    decoder.close()
  }
}

const trouble = (name: string, answer: ParquetAnswer | undefined): Problem => {
  if (answer === undefined || !('failed' in answer))
    return problem(
      `${name} cannot be read as Parquet: it takes more memory or time than a file of its size; write smaller row groups, or fetch it again`,
    )
  const { failed } = answer
  return failed.code !== undefined && /^E[A-Z]+$/.test(failed.code)
    ? fileTrouble(Object.assign(new Error(failed.message), { code: failed.code, syscall: 'read' }), name)
    : problem(`${name} cannot be read as Parquet: ${reason(failed)}`)
}

/** What its reader stumbles over without a word of its own is a file that was cut or changed. */
const reason = ({ name, message }: { readonly name: string; readonly message: string }): string =>
  name !== 'Error' || /\bundefined\b/.test(message) ? 'it is damaged; fetch it again' : message
