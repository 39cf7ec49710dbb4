import { createHash } from 'node:crypto'
import { ownOf } from '@siamese/core'
import { canonical } from '../canonical.js'
import type { Group } from './groups.js'
import type { Source } from './source.js'

/** What a step learns from: numbers of rows by split, and a hash of those rows. */
export interface StepRows {
  readonly rows: Readonly<Record<string, readonly number[]>>
  readonly hash: string
}

export const rowsOf = (turns: Group['turns'], source: Pick<Source, 'setOf'>): StepRows => {
  const rows: Record<string, number[]> = {}
  const hash = createHash('sha256')
  for (const { turn, read } of turns) {
    const { split } = source.setOf(turn)
    rows[split] = [...(ownOf(rows, split) ?? []), ...turn.rows]
    hash.update(canonical([split, read.rows]))
  }
  return { rows, hash: hash.digest('hex').slice(0, 16) }
}
