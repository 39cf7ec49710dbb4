import { createInterface } from 'node:readline'
import { brief, type Problem, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { refusal } from '../asPromise.js'
import { isDataFile, readRecords } from '../sources/dataRecords.js'
import { readLines } from '../sources/dataText.js'

/** Texts of an input as a stream: lines of a file or of standard input (`-`), or one column of a data file. */
export async function* readTexts(input: string, column: string | undefined): AsyncIterable<Either<Problem, string>> {
  if (input === '-') {
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }))
      yield right(line)
    return
  }
  const file = { path: input, name: input }
  if (!isDataFile(input)) {
    for await (const block of readLines(file)) {
      if (isLeft(block)) return yield block
      const lines = block.right.text.split('\n')
      if (lines.at(-1) === '') lines.pop()
      for (const line of lines) yield right(line.replace(/\r$/, ''))
    }
    return
  }
  for await (const each of readRecords(file)) {
    if (isLeft(each)) return yield each
    const { place, record } = each.right
    const name = column ?? 'text'
    const value = Object.hasOwn(record, name) ? record[name] : undefined
    if (typeof value !== 'string')
      return yield left(
        problem(
          value === undefined
            ? `${input} has no column ${name}; it has ${Object.keys(record).join(', ')}: write --column NAME`
            : `${place}, column ${name}: expected a text, found ${brief(value)}`,
        ),
      )
    yield right(value)
  }
}

/** The same for who takes texts alone: what is wrong is thrown as a refusal. */
export async function* textsOf(input: string, column: string | undefined): AsyncIterable<string> {
  for await (const each of readTexts(input, column)) {
    if (isLeft(each)) throw refusal([each.left])
    yield each.right
  }
}
