import type { Route } from '@siamese/core'
import type { ShapesByName } from '../graph/program.js'
import type { PlannedLoss } from '../plan.js'

/** Two groups need two texts, which even a batch of one row has where a row has several. */
export const groupsOf = (textsOfRow: number): number => Math.min(textsOfRow, 2)

/** Columns of texts that are encoded together. */
export interface ColumnsTogether {
  readonly columns: readonly string[]
  /** Where routes have an encoder each, the one whose texts these are. */
  readonly route?: Route
}

/**
 * The columns whose texts a loss reads, each once, the shapes of its labels by role, and those of what is drawn for a step. Columns of
 * one encoder stand side by side, in `lists` for each encoder.
 */
export const inputsByKind = (
  loss: PlannedLoss,
): {
  readonly lists: readonly ColumnsTogether[]
  readonly textColumns: readonly string[]
  readonly labels: ShapesByName
  readonly drawn: ShapesByName
  /** Whether a text is told again. */
  readonly tells: boolean
} => {
  const { inputs } = loss
  const lists = listsOf(loss)
  return {
    lists,
    textColumns: lists.flatMap(({ columns }) => columns),
    labels: shapesOf(inputs.filter(({ kind }) => kind !== 'text' && kind !== 'drawn' && kind !== 'told')),
    drawn: shapesOf(inputs.filter(({ kind }) => kind === 'drawn')),
    tells: inputs.some(({ kind }) => kind === 'told'),
  }
}

const listsOf = ({ inputs, routes = {}, apart }: PlannedLoss): readonly ColumnsTogether[] => {
  const columns = [...new Set(inputs.flatMap(({ kind, column }) => (kind === 'text' ? [column] : [])))]
  if (apart === undefined) return [{ columns }]
  return apart
    .map(route => ({ route, columns: columns.filter(column => routes[column] === route) }))
    .filter(list => list.columns.length > 0)
}

const shapesOf = (inputs: PlannedLoss['inputs']): ShapesByName =>
  Object.fromEntries(
    inputs.map(({ role, is }) => [role, typeof is === 'object' && 'vector' in is ? [is.vector] : []] as const),
  )
