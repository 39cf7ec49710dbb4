import { brief, type Problem, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isDataFile, readRecords } from '../../sources/dataRecords.js'
import { readTexts } from '../textInput.js'

/** Hands every text of the files on, and says how many there were. The first file that cannot be read ends it. */
export const countTexts = async (
  files: readonly string[],
  columns: readonly string[] | undefined,
  add: (text: string) => void,
  progress: (texts: number) => void,
): Promise<Either<Problems, number>> => {
  let texts = 0
  for (const file of files)
    for await (const each of textsOf(file, columns)) {
      if (isLeft(each)) return left([each.left])
      add(each.right)
      texts++
      if (texts % 10_000 === 0) progress(texts)
    }
  return right(texts)
}

/** Of a data file the columns that are named; else `text`, or the only one that holds texts. */
async function* textsOf(file: string, columns: readonly string[] | undefined): AsyncIterable<Either<Problem, string>> {
  if (!isDataFile(file)) return yield* readTexts(file, undefined)
  let names = columns
  for await (const each of readRecords({ path: file, name: file })) {
    if (isLeft(each)) return yield each
    const { place, record } = each.right
    names ??= Object.hasOwn(record, 'text')
      ? ['text']
      : Object.keys(record).filter(name => typeof record[name] === 'string')
    if (names.length !== 1 && columns === undefined) return yield left(whichColumns(file, names, record))
    for (const name of names) {
      const value = record[name]
      if (typeof value !== 'string') return yield left(noText(place, name, record))
      yield right(value)
    }
  }
}

const whichColumns = (file: string, names: readonly string[], record: Readonly<Record<string, unknown>>): Problem =>
  problem(
    names.length === 0
      ? `${file} has no column of texts; it has ${Object.keys(record).join(', ')}`
      : `${file} has several columns of texts: write those to learn from, as --columns ${names.slice(0, 2).join(',')}; it has ${names.join(', ')}`,
  )

const noText = (place: string, name: string, record: Readonly<Record<string, unknown>>): Problem =>
  problem(
    !Object.hasOwn(record, name)
      ? `${place} has no column ${name}; it has ${Object.keys(record).join(', ')}: write --columns a,b`
      : `${place}, column ${name}: expected a text, found ${brief(record[name])}`,
  )
