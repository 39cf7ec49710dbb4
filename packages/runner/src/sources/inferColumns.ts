import { brief, type ColumnKind, type Columns, type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { asNumber } from './decodeRow.js'
import { few } from './splits.js'

/** What the user says about columns. */
export interface ColumnChoices {
  /** The kinds that values cannot tell. */
  readonly declared: readonly (readonly [name: string, kind: ColumnKind])[]
  /** Only these columns, in the file's order. */
  readonly only?: readonly string[] | undefined
}

export interface InferredColumns {
  readonly columns: Columns
  /** Columns that are not kept, each with the reason and how to keep it. */
  readonly leftOut: readonly (readonly [name: string, why: string])[]
}

type Records = readonly Readonly<Record<string, unknown>>[]

/** Names that a pipeline's roles have or that data sets use for them. Where one of them is there, other texts are notes about the row. */
const roles =
  /^(text|sentence|sentence_?[12ab]|anchor|positive|negative(_\d+)?|premise|hypothesis|query|question[12]?|answer|passage|document|title)$/i

/** The columns of records, in the file's order: declared ones, and texts. Other kinds are not guessed. */
export const inferColumns = (
  from: string,
  records: Records,
  { declared, only }: ColumnChoices,
): Either<Problems, InferredColumns> => {
  const names = [...new Set(records.flatMap(record => Object.keys(record)))]
  if (names.length === 1 && /[;\t|]/.test(names[0]!))
    return left([
      problem(`${from} has one column, ${brief(names[0])}: separate its fields by commas, or by tabs in a .tsv`),
    ])
  const unknown = [...new Set([...declared.map(([name]) => name), ...(only ?? [])])].filter(
    name => !names.includes(name),
  )
  if (unknown.length > 0)
    return left(unknown.map(name => problem(`${from} has no column ${name}; it has ${few(names)}`)))

  const kinds = new Map(declared)
  const values = new Map(names.map(name => [name, describe(records, name)]))
  const known = names.find(name => roles.test(name) && values.get(name) === 'text')
  const columns: (readonly [string, ColumnKind])[] = []
  const leftOut: (readonly [string, string])[] = []
  for (const name of names) {
    const kind = kinds.get(name)
    const holds = values.get(name)!
    if (kind !== undefined) columns.push([name, kind])
    else if (only !== undefined && !only.includes(name)) leftOut.push([name, 'not among --columns'])
    else if (holds !== 'text') leftOut.push([name, `holds ${holds}; ${cures(name, holds, records)}`])
    else if (only === undefined && known !== undefined && !roles.test(name))
      leftOut.push([name, `a text whose name is not a known one, as ${known} is; to keep it: --column '${name}=text'`])
    else columns.push([name, 'text'])
  }
  const unclear = leftOut
    .filter(([name]) => only?.includes(name))
    .map(([name, why]) => problem(`${from}, column ${name}: ${why}`))
  if (unclear.length > 0) return left(unclear)
  if (!columns.some(([, kind]) => kind === 'text'))
    return left([
      problem(`${from} has no column of text; it has ${few(names.map(name => `${name} (${values.get(name)})`))}`),
    ])
  return right({ columns, leftOut })
}

type Holds = 'text' | 'numbers' | 'true and false' | 'lists or objects' | 'nothing' | 'values of several kinds'

const describe = (records: Records, name: string): Holds => {
  const kinds = new Set(
    records.flatMap(record => {
      const value = record[name]
      return value === undefined || value === null ? [] : [describeValue(value)]
    }),
  )
  // Texts that are now and then a number, or nothing, are texts.
  if (kinds.has('text') && [...kinds].every(kind => kind === 'text' || kind === 'numeral' || kind === 'blank'))
    return 'text'
  if (kinds.size === 0 || (kinds.size === 1 && kinds.has('blank'))) return 'nothing'
  if ([...kinds].every(kind => kind === 'numbers' || kind === 'numeral' || kind === 'blank')) return 'numbers'
  return kinds.size === 1 ? ([...kinds][0] as Holds) : 'values of several kinds'
}

const describeValue = (value: unknown): Holds | 'numeral' | 'blank' => {
  if (typeof value === 'string')
    return asNumber(value) !== undefined ? 'numeral' : value.trim() === '' ? 'blank' : 'text'
  if (typeof value === 'number' || typeof value === 'bigint') return 'numbers'
  return typeof value === 'boolean' ? 'true and false' : 'lists or objects'
}

const cures = (name: string, holds: Holds, records: Records): string => {
  if (holds === 'true and false') return `to keep it: --column '${name}=binary'`
  if (holds === 'lists or objects') {
    const lengths = new Set(records.map(record => vectorLength(record[name])))
    const [length] = lengths
    if (records.every(record => isTexts(record[name]))) return `to keep it: --column '${name}=texts'`
    return lengths.size === 1 && length !== undefined
      ? `to keep it: --column '${name}=vector<${length}>'`
      : 'no kind of column can hold it'
  }
  if (holds !== 'numbers') return 'no kind of column can hold it'
  const numbers = records.flatMap(record => asNumber(record[name]) ?? [])
  const least = numbers.reduce((a, b) => Math.min(a, b))
  const greatest = numbers.reduce((a, b) => Math.max(a, b))
  const score = `--column '${name}=score<${Math.floor(least)},${Math.ceil(greatest)}>'`
  const isIndex = numbers.every(x => Number.isInteger(x) && x >= 0 && x < 32)
  if (numbers.every(x => x === 0 || x === 1)) return `to keep it: --column '${name}=binary'`
  return isIndex
    ? `to keep it: --column '${name}=class<…>', the names of 0 to ${greatest} in order, or ${score}`
    : `to keep it: ${score}`
}

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(each => typeof each === 'string')

/** How many numbers a list of numbers has. */
const vectorLength = (value: unknown): number | undefined => {
  const list: unknown = ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value
  return Array.isArray(list) && list.length > 0 && list.every(each => typeof each === 'number')
    ? list.length
    : undefined
}
