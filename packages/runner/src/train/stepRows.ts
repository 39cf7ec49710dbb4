import { ownOf, type Row, type Value } from '@siamese/core'
import type { Group } from './groups.js'
import type { Source } from './source.js'

/** What a step learns from: numbers of rows by split, and a hash of those rows. */
export interface StepRows {
  readonly rows: Readonly<Record<string, readonly number[]>>
  readonly hash: string
}

type Read = readonly [split: string, rows: readonly Row[]]

/** Its hash is taken when it is first asked for, so that a step need not wait for it. */
export const stepRows = (turns: Group['turns'], source: Pick<Source, 'setOf'>): StepRows => {
  const rows: Record<string, number[]> = {}
  let read: Read[] = []
  for (const { turn, read: of } of turns) {
    const { split } = source.setOf(turn)
    rows[split] = [...(ownOf(rows, split) ?? []), ...turn.rows]
    read.push([split, of.rows])
  }
  let hashed: string | undefined
  return {
    rows,
    get hash() {
      hashed ??= hashOf(read)
      read = []
      return hashed
    },
  }
}

/** Equal rows have equal hashes, in whatever order their columns stand. */
const hashOf = (read: readonly Read[]): string => {
  let hash = basis
  for (const [split, rows] of read) {
    const columns = Object.keys(rows[0] ?? {}).sort()
    hash = withText(withText(hash, split), columns.join())
    for (const row of rows) for (const column of columns) hash = withValue(hash, row[column]!)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** FNV-1a of 32 bits (Fowler, Noll, Vo), by UTF-16 units: to tell rows apart, not to keep anyone from making equal ones. SHA-256 would take as long as everything else that a step records. */
const [basis, prime] = [0x811c9dc5, 0x01000193]
const withUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, prime)
const withText = (before: number, text: string): number => {
  let hash = withUnit(before, text.length)
  for (let i = 0; i < text.length; i++) hash = withUnit(hash, text.charCodeAt(i))
  return hash
}
const numbers = new Float64Array(1)
const words = new Uint32Array(numbers.buffer)
const withValue = (before: number, value: Value): number => {
  if (typeof value === 'string') return withText(before, value)
  if (typeof value !== 'number') return value.reduce<number>(withValue, withUnit(before, value.length))
  numbers[0] = value
  return withUnit(withUnit(before, words[0]!), words[1]!)
}
