import { type Data, problem, type Row, randperm, setOf, splitNames, type Where } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { countOf, countText } from '../countOf.js'
import { type DataContext, locate } from './dataFiles.js'
import { type Reading, readRecords } from './dataRecords.js'
import { decodeRecords, type RowStream } from './decodeRecords.js'
import { relevanceRows } from './relevance.js'

/** The rows of a split as its origin describes them, one at a time; what is no row comes as a problem in its place. */
export const streamSplit = (data: Data, split: string, context: DataContext): RowStream => {
  const { origin } = data
  if (!data.splits.includes(split)) return nothing()
  if ('tasks' in origin) {
    const found = setOf(data, split)!
    return streamSplit(found.set, found.split, context)
  }
  if ('rows' in origin) return decodeRecords(data, inMemory(data.data, split, origin.rows[split] ?? []))
  if ('files' in origin)
    return origin.texts === undefined ? fromFiles(data, split, context) : relevanceRows(data, split, context)
  if ('concatenate' in origin) return inTurn(origin.concatenate.map(each => streamSplit(each, split, context)))
  if ('take' in origin) return taken(origin.take, streamSplit(origin.of, split, context))
  if ('where' in origin) return kept(meets(origin.of, origin.where), streamSplit(origin.of, split, context))
  if ('rename' in origin) return renamed(origin.rename, streamSplit(origin.of, split, context))
  if ('repeat' in origin) return doubled(origin.repeat, streamSplit(origin.of, split, context))
  if ('pair' in origin) throw new Error(`internal: ${data.data} is drawn, it has no stream of rows`)
  if (!Object.hasOwn(origin.into, split)) return streamSplit(origin.of, split, context)
  return part(origin, split, context)
}

async function* nothing(): RowStream {}

async function* inMemory(data: string, split: string, rows: readonly Row[]): Reading {
  for (const [i, record] of rows.entries()) yield right({ place: `${data}.${split}[${i}]`, record })
}

async function* fromFiles(data: Data, split: string, context: DataContext): RowStream {
  const { origin } = data
  if (!('files' in origin)) throw new Error(`internal: ${data.data} is not in files`)
  for (const file of origin.files[split] ?? []) {
    const found = await locate(data.data, origin.source, file, context)
    if (isLeft(found)) {
      yield found
      continue
    }
    let count = 0
    let isWhole = true
    for await (const row of decodeRecords(data, readRecords(found.right))) {
      count++
      isWhole &&= !isLeft(row)
      yield row
    }
    if (isWhole && file.rows !== undefined && count !== file.rows)
      yield left(
        problem(
          `${file.path} of ${data.data} has ${countOf(count, 'row')}, the lock has ${countText(file.rows)}; run siamese add data ${origin.source} --as ${data.data} again`,
        ),
      )
  }
}

async function* inTurn(streams: readonly RowStream[]): RowStream {
  for (const stream of streams) yield* stream
}

async function* taken(rows: number, stream: RowStream): RowStream {
  let left = rows
  for await (const row of stream) {
    yield row
    if (row._tag === 'Right' && --left === 0) return
  }
}

async function* kept(keep: (row: Row) => boolean, stream: RowStream): RowStream {
  for await (const row of stream) if (isLeft(row) || keep(row.right.row)) yield row
}

const meets = (data: Data, where: Where): ((row: Row) => boolean) => {
  const kind = data.columns.find(([name]) => name === where.column)?.[1]
  const is =
    typeof kind === 'object' && 'class' in kind && typeof where.is === 'string'
      ? kind.class.indexOf(where.is)
      : where.is
  return row => {
    const value = row[where.column]!
    if (is !== undefined && value !== is) return false
    if (where.atLeast !== undefined && Number(value) < where.atLeast) return false
    if (where.atMost !== undefined && Number(value) > where.atMost) return false
    if (where.shortest === undefined && where.longest === undefined) return true
    const characters = [...String(value).trim()].length
    return characters >= (where.shortest ?? 0) && characters <= (where.longest ?? Number.POSITIVE_INFINITY)
  }
}

async function* renamed(names: Readonly<Record<string, string>>, stream: RowStream): RowStream {
  const to = (name: string): string => (Object.hasOwn(names, name) ? names[name]! : name)
  for await (const each of stream)
    yield isLeft(each)
      ? each
      : right({
          place: each.right.place,
          row: Object.fromEntries(Object.entries(each.right.row).map(([name, value]) => [to(name), value])),
        })
}

async function* doubled(names: Readonly<Record<string, string>>, stream: RowStream): RowStream {
  const second = Object.entries(names)
  for await (const each of stream)
    yield isLeft(each)
      ? each
      : right({
          place: each.right.place,
          row: { ...each.right.row, ...Object.fromEntries(second.map(([from, to]) => [to, each.right.row[from]!])) },
        })
}

interface Divide {
  readonly divide: string
  readonly into: Readonly<Record<string, number>>
  readonly seed: number
  readonly of: Data
}

/** The rows whose place in the shuffle falls into the share of this part. The shares end at round(n · sum of shares so far). */
async function* part({ divide, into, seed, of }: Divide, split: string, context: DataContext): RowStream {
  const count = await countRows(of, divide, context)
  const parts = splitNames(Object.keys(into))
  const index = parts.indexOf(split)
  const before = parts.slice(0, index).reduce((sum, name) => sum + into[name]!, 0)
  const [start, end] = [Math.round(count * before), Math.round(count * (before + into[split]!))]
  const mine = new Uint8Array(count)
  for (const row of randperm(count, seed).slice(start, end)) mine[row] = 1
  let at = 0
  for await (const row of streamSplit(of, divide, context)) if (isLeft(row) || mine[at++] === 1) yield row
}

const countRows = async (data: Data, split: string, context: DataContext): Promise<number> => {
  const recorded = recordedRows(data, split)
  if (recorded !== undefined) return recorded
  let count = 0
  for await (const row of streamSplit(data, split, context)) if (row._tag === 'Right') count++
  return count
}

/** What a lock says; a file that has other rows is refused while it is read. */
export const recordedRows = ({ origin }: Data, split: string): number | undefined => {
  if ('rename' in origin || 'repeat' in origin) return recordedRows(origin.of, split)
  if (!('files' in origin)) return undefined
  return (origin.files[split] ?? []).reduce<number | undefined>(
    (sum, { rows }) => (sum === undefined || rows === undefined ? undefined : sum + rows),
    0,
  )
}
