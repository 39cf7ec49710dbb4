import type { LossInput, Row } from '@siamese/core'
import type { Frozen } from '../encode/frozen.js'
import { frozenFor } from '../encode/frozenFor.js'
import type { PlannedLoss } from '../plan.js'

/** Rows as they were read, and the vectors that frozen models make of their texts, by the name of the input. */
export interface Seen {
  readonly rows: readonly Row[]
  readonly vectors: Readonly<Record<string, Float32Array>>
}

/** What a loss's frozen models make of rows; each encodes the texts of all its columns at once. */
export const seen = async ({ inputs }: PlannedLoss, frozen: readonly Frozen[], rows: readonly Row[]): Promise<Seen> => {
  const vectors: Record<string, Float32Array> = {}
  for (const { model, inputs: own } of byModel(inputs, frozen)) {
    const columns = [...new Set(own.map(({ column }) => column))]
    const found = await model.vectors(columns.flatMap(column => textsOf(column, rows)))
    const size = rows.length * model.sentenceEncoder.width
    for (const { role, column } of own) {
      const at = columns.indexOf(column) * size
      vectors[role] = found.slice(at, at + size)
    }
  }
  return { rows, vectors }
}

/** Each frozen model with what it makes for a loss. */
export const byModel = (inputs: readonly LossInput[], frozen: readonly Frozen[]) => {
  const found = new Map<Frozen, LossInput[]>()
  for (const input of inputs) {
    if (input.by === undefined) continue
    const model = frozenFor(frozen, input.by)
    found.set(model, [...(found.get(model) ?? []), input])
  }
  return [...found].map(([model, inputs]) => ({ model, inputs }))
}

export const textsOf = (column: string, rows: readonly Row[]): readonly string[] => rows.map(row => String(row[column]))

/** The same of some of the rows. */
export const someOf = ({ rows, vectors }: Seen, from: number, to: number): Seen => ({
  rows: rows.slice(from, to),
  vectors: Object.fromEntries(
    Object.entries(vectors).map(([role, all]) => {
      const width = all.length / rows.length
      return [role, all.subarray(from * width, to * width)]
    }),
  ),
})
