import { columnOf, type Data, type Loses, type Row, roleParts, type Tokenizer } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'
import { pack } from '../encode/pack.js'
import type { Planned } from '../plan.js'
import { idsOfEach, type TokenizedTexts, tokenizeTexts } from '../tokenize/tokenizeTexts.js'

export interface Collation {
  readonly data: Data
  readonly loss: Planned<Loses>
  readonly tokenizer: Tokenizer
  readonly maxLength: number
  /** Text in front of every text of a column. */
  readonly prompts: Readonly<Record<string, string>>
}

export const collate = (collation: Collation, rows: readonly Row[]): Batch => {
  const { data, loss, tokenizer } = collation
  const roles = rolesOf(loss)
  const textRoles = roles.filter(({ kind }) => kind === 'text')
  const tokenized = tokenizeRows(collation, rows)
  const labels = roles
    .filter(({ kind }) => kind !== 'text')
    .map(({ role, column }) => {
      const kind = data.columns.find(([name]) => name === column)![1]
      const prepare = loss.does.prepare[role] ?? ((value: number) => value)
      return [role, tf.tensor1d(rows.map(row => prepare(Number(row[column]), kind, loss.settings)))] as const
    })
  return {
    rows: rows.length,
    texts: pack(idsOfEach(tokenized), tokenizer.pad, groupsOf(textRoles.length)),
    textRoles: textRoles.map(({ role }) => role),
    labels: Object.fromEntries(labels),
    truncated: tokenized.truncated,
  }
}

/** The texts of all roles of some rows, role after role. */
export const tokenizeRows = (
  { loss, tokenizer, maxLength, prompts }: Collation,
  rows: readonly Row[],
): TokenizedTexts => {
  const columns = rolesOf(loss).filter(({ kind }) => kind === 'text')
  const texts = columns.flatMap(({ column }) => rows.map(row => (prompts[column] ?? '') + String(row[column])))
  return tokenizeTexts(tokenizer, texts, maxLength)
}

const rolesOf = (loss: Planned<Loses>) => {
  const columns = loss.settings.columns as Readonly<Record<string, string>>
  return loss.does.roles.map(roleParts).map(([role, kind]) => ({ role, kind, column: columnOf(columns, role) }))
}

/** Two groups need two texts, which even a batch of one row has where a row has several. */
export const groupsOf = (textsOfRow: number): number => Math.min(textsOfRow, 2)

/** The roles of a loss that are texts, and those that are labels, in order. */
export const rolesByKind = ({
  does,
}: Planned<Loses>): { readonly textRoles: readonly string[]; readonly labelRoles: readonly string[] } => {
  const roles = does.roles.map(roleParts)
  const named = (isText: boolean) => roles.filter(([, kind]) => (kind === 'text') === isText).map(([name]) => name)
  return { textRoles: named(true), labelRoles: named(false) }
}
