import { pipeline, Readable } from 'node:stream'
import { type Problem, problem } from '@siamese/core'
import { parse } from 'csv-parse'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Placed, Reading, SourceFile } from './dataRecords.js'
import { readLines } from './dataText.js'
import { isQuoted } from './delimitedQuotes.js'

/** A field longer than this means a quote that was never closed. */
const longestField = 16 * 2 ** 20

/** Comma or tab separated values; the first row names the columns. CSV is quoted as in RFC 4180; TSV if its quotes say so (`isQuoted`). */
export async function* delimited(file: SourceFile, delimiter: ',' | '\t'): Reading {
  const quoted = delimiter === ',' || (await isQuoted(file, delimiter))
  const faults: Problem[] = []
  const parser = pipeline(
    Readable.from(text(file, faults)),
    parse({
      delimiter,
      quote: quoted ? '"' : null,
      relax_column_count: true,
      max_record_size: longestField,
    }),
    () => undefined,
  )
  let header: readonly string[] | undefined
  let line = 1
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      const place = `${file.name}:${line}`
      line += 1 + newlines(record)
      if (isBlank(record)) continue
      if (header !== undefined) yield named(header, record, place)
      else {
        const wrong = headerFault(record)
        if (wrong !== undefined) {
          yield left(problem(`${place}: ${wrong}`))
          return
        }
        header = record
      }
    }
  } catch (error) {
    yield left(problem(fault(file.name, error)))
  }
  yield* faults.map(fault => left(fault))
}

/** The text of the file; a problem ends it and is put aside. */
async function* text(file: SourceFile, faults: Problem[]): AsyncIterable<string> {
  for await (const lines of readLines(file)) {
    if (lines._tag === 'Left') {
      faults.push(lines.left)
      return
    }
    yield lines.right.text
  }
}

const isBlank = (record: readonly string[]): boolean => record.length === 1 && record[0] === ''

const newlines = (record: readonly string[]): number =>
  record.reduce((sum, field) => sum + (field.includes('\n') ? field.split('\n').length - 1 : 0), 0)

const headerFault = (names: readonly string[]): string | undefined => {
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) return `the header names the column ${twice} twice`
  return names.includes('') ? 'the header leaves a column without a name' : undefined
}

const named = (header: readonly string[], record: readonly string[], place: string): Either<Problem, Placed> =>
  record.length === header.length
    ? right({ place, record: Object.fromEntries(header.map((name, i) => [name, record[i]])) })
    : left(problem(`${place}: expected ${header.length} fields as in the header, found ${record.length}`))

const fault = (name: string, error: unknown): string => {
  const { code, lines } = error as { readonly code?: string; readonly lines?: number }
  if (code === undefined || !Object.hasOwn(csvFaults, code)) throw error
  return `${name}:${lines}: ${csvFaults[code]}`
}

const csvFaults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'the file ends inside a quoted field; close the quote',
  INVALID_OPENING_QUOTE: 'a quote stands inside a field that is not quoted; quote the field and double the quote',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; double the quotes inside a quoted field',
  CSV_MAX_RECORD_SIZE: 'a field is longer than 16 Mi characters; is a quote left open?',
}
