import { type LossInput, ownOf, type Row } from '@siamese/core'
import type { Frozen, Reading } from '../encode/frozen.js'
import { frozenFor } from '../encode/frozenFor.js'
import type { PlannedLoss } from '../plan.js'

/** Rows as they were read, and the vectors that frozen models make of their texts, by the name of the input. */
export interface Seen {
  readonly rows: readonly Row[]
  readonly vectors: Readonly<Record<string, Float32Array>>
}

/** What a loss's frozen models make of rows; each encodes the texts of all its columns at once. */
export const seen = async (
  { inputs }: PlannedLoss,
  frozen: readonly Frozen[],
  rows: readonly Row[],
  prompts: Readonly<Record<string, string>>,
): Promise<Seen> => {
  const vectors: Record<string, Float32Array> = {}
  for (const { model, reading, inputs: own } of byModel(inputs, frozen, prompts)) {
    const columns = [...new Set(own.map(({ column }) => column))]
    const texts = columns.flatMap(column => textsOf(column, rows))
    const found = await model.vectors(texts, reading)
    const size = rows.length * model.sentenceEncoder.width
    for (const { role, column } of own) {
      const at = columns.indexOf(column) * size
      vectors[role] = found.slice(at, at + size)
    }
  }
  return { rows, vectors }
}

/** What one frozen model makes for a loss of texts that it reads alike. */
interface ByModel {
  readonly model: Frozen
  readonly reading: Reading | undefined
  readonly inputs: readonly LossInput[]
}

/** Each frozen model with what it makes for a loss, by prompts of training where it reads these. */
export const byModel = (
  inputs: readonly LossInput[],
  frozen: readonly Frozen[],
  prompts: Readonly<Record<string, string>>,
): readonly ByModel[] => {
  const found: { model: Frozen; reading: Reading | undefined; inputs: LossInput[] }[] = []
  for (const input of inputs) {
    if (input.by === undefined) continue
    const model = frozenFor(frozen, input.by)
    const reading: Reading | undefined =
      input.reads === undefined ? undefined : { as: 'guide', prompt: ownOf(prompts, input.column) ?? '' }
    const same = found.find(each => each.model === model && each.reading?.prompt === reading?.prompt)
    if (same === undefined) found.push({ model, reading, inputs: [input] })
    else same.inputs.push(input)
  }
  return found
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
