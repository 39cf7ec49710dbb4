import type { LossInput, Row } from '@siamese/core'
import { ownOf } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { ByRoute } from '../byRoute.js'
import type { Batch } from '../compute/batch.js'
import { groupsOf, inputsByKind } from '../compute/inputsByKind.js'
import type { Frozen } from '../encode/frozen.js'
import { pack } from '../encode/pack.js'
import { promptTokens } from '../encode/promptTokens.js'
import { encoderBy, type TokensEncoder } from '../encode/sentenceEncoder.js'
import { tell } from '../encode/told.js'
import type { Plan, PlannedLoss } from '../plan.js'
import { idsOfEach, type TokenizedTexts, tokenizeTexts } from '../tokenize/tokenizeTexts.js'
import { deleted } from './deletion.js'
import { type Seen, seen, someOf } from './seen.js'
import { beginning, type Moment, uniformOf } from './uniform.js'

export interface Collation extends ReadsTexts {
  readonly loss: PlannedLoss
  /** Where routes have an encoder each, what makes tokens for it. */
  readonly encoders?: ByRoute<ReadsTexts> | undefined
  /** Text in front of every text of a column. */
  readonly prompts: Readonly<Record<string, string>>
  /** The frozen models that losses are given. */
  readonly frozen: readonly Frozen[]
  /** What the numbers of a step are drawn from. */
  readonly seed: number
  /** Rows that are embedded at a time, where a batch has more. */
  readonly miniBatchSize?: number | undefined
}

/** Texts to tokens. */
type ReadsTexts = Pick<TokensEncoder, 'tokenizer' | 'maxLength'>

/** How batches of a plan's task are made. */
export const collationOf = (
  { train }: Pick<Plan, 'train'>,
  loss: PlannedLoss,
  { tokenizer, maxLength, encoders }: Pick<Collation, 'tokenizer' | 'maxLength' | 'encoders'>,
  frozen: readonly Frozen[],
): Collation => ({
  loss,
  tokenizer,
  maxLength,
  ...(encoders && { encoders }),
  prompts: promptsOf(train?.prompts ?? {}, loss.task),
  frozen,
  seed: train?.seed ?? 0,
  miniBatchSize: train?.miniBatchSize,
})

/** Rows with what a batch of them needs beside them. */
export const readFor = ({ loss, frozen, prompts }: Collation, rows: readonly Row[]): Promise<Seen> =>
  seen(loss, frozen, rows, prompts)

/** A prompt is for a column of that name, or for that of one of several data sets: `nli.premise`. */
export const promptsOf = (
  prompts: Readonly<Record<string, string>>,
  task: string | undefined,
): Readonly<Record<string, string>> => {
  if (task === undefined) return prompts
  const own = Object.entries(prompts).flatMap(([column, prompt]) =>
    column.startsWith(`${task}.`) ? [[column.slice(task.length + 1), prompt] as const] : [],
  )
  return { ...prompts, ...Object.fromEntries(own) }
}

/** A batch, and, where it is embedded in parts, these: its rows in order. */
export const collate = (collation: Collation, seen: Seen, moment: Moment = beginning): Batch => {
  const batch = together(collation, seen, moment)
  const { miniBatchSize: size } = collation
  if (size === undefined) return batch
  const parts = Array.from({ length: Math.ceil(batch.rows / size) }, (_, i) =>
    together(collation, someOf(seen, i * size, (i + 1) * size), moment),
  )
  return { ...batch, parts }
}

const together = (collation: Collation, { rows, vectors }: Seen, moment: Moment): Batch => {
  const uniform = uniformOf(collation.seed, moment)
  const { loss, prompts } = collation
  const { lists, textColumns } = inputsByKind(loss)
  const tokenized = tokenizeRows(collation, rows, moment)
  const ids = tokenized.each
  const labels = loss.inputs.flatMap(input => {
    if (input.kind === 'text' || input.kind === 'told') return []
    const { role, draw, alike } = input
    if (draw !== undefined) return [[role, tf.tensor1d([...draw(uniform)])] as const]
    if (alike === undefined) return [[role, labelsOf(input, rows, vectors[role])] as const]
    const [one, other] = alike.map(column => textColumns.indexOf(column) * rows.length) as [number, number]
    return [[role, tf.tensor1d(rows.map((_, i) => (same(ids[one + i]!, ids[other + i]!) ? 1 : 0)))] as const]
  })
  const packed = lists.map(({ columns, route }) => {
    const { tokenizer, maxLength } = encoderBy<ReadsTexts>(collation, route)
    const from = textColumns.indexOf(columns[0]!) * rows.length
    const before = columns.flatMap(column => {
      const tokens = promptTokens(tokenizer, ownOf(prompts, column) ?? '', maxLength)
      return rows.map(() => tokens)
    })
    const own = ids.slice(from, from + columns.length * rows.length)
    return pack(own, tokenizer.pad, groupsOf(columns.length), before)
  })
  return {
    ...(loss.task === undefined ? {} : { task: loss.task }),
    rows: rows.length,
    texts: packed[0]!,
    ...(packed.length > 1 ? { beside: packed[1] } : {}),
    textColumns,
    labels: Object.fromEntries(labels),
    told: toldOf(collation, rows),
    truncated: tokenized.truncated,
    padded: paddedOf(ids, rows.length),
  }
}

/** Every text of a column as long as its longest. */
const paddedOf = (ids: readonly Int32Array[], rows: number): number => {
  let cells = 0
  for (let from = 0; from < ids.length; from += rows)
    cells += rows * ids.slice(from, from + rows).reduce((most, { length }) => Math.max(most, length), 0)
  return cells
}

const same = (one: Int32Array, other: Int32Array): boolean =>
  one.length === other.length && one.every((id, i) => id === other[i])

const labelsOf = (
  { column, is, prepare }: LossInput,
  rows: readonly Row[],
  made: Float32Array | undefined,
): tf.Tensor =>
  typeof is === 'object' && 'vector' in is
    ? tf.tensor2d(made ?? Float32Array.from(rows.flatMap(row => row[column] as readonly number[])), [
        rows.length,
        is.vector,
      ])
    : tf.tensor1d(rows.map(row => prepare(Number(row[column]))))

/** The whole texts, without a prompt, of the column that is told again. */
const toldOf = ({ loss, tokenizer, maxLength }: Collation, rows: readonly Row[]): Batch['told'] => {
  const input = loss.inputs.find(({ kind }) => kind === 'told')
  if (input === undefined) return undefined
  const texts = rows.map(row => String(row[input.column]))
  return tell(idsOfEach(tokenizeTexts(tokenizer, texts, maxLength)), tokenizer.pad)
}

/** The texts that a loss reads of some rows, column after column; words are deleted where it says so. */
export const tokenizeRows = (
  collation: Collation,
  rows: readonly Row[],
  moment: Moment = beginning,
): Pick<TokenizedTexts, 'truncated'> & { readonly each: readonly Int32Array[] } => {
  const { loss, prompts, seed } = collation
  const tokenized = inputsByKind(loss).lists.map(({ columns, route }) => {
    const texts = columns.flatMap(column => {
      const share = loss.inputs.find(input => input.kind === 'text' && input.column === column)?.deletion
      return rows.map((row, i) => {
        const text = String(row[column])
        return (ownOf(prompts, column) ?? '') + (share === undefined ? text : deleted(text, share, seed, moment, i))
      })
    })
    const { tokenizer, maxLength } = encoderBy<ReadsTexts>(collation, route)
    return tokenizeTexts(tokenizer, texts, maxLength)
  })
  return {
    each: tokenized.flatMap(idsOfEach),
    truncated: tokenized.reduce((sum, { truncated }) => sum + truncated, 0),
  }
}
