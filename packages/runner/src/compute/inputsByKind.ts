import type { ShapesByName } from '../graph/program.js'
import type { PlannedLoss } from '../plan.js'

/** Two groups need two texts, which even a batch of one row has where a row has several. */
export const groupsOf = (textsOfRow: number): number => Math.min(textsOfRow, 2)

/** The columns whose texts a loss reads, each once, the shapes of its labels by role, and those of what is drawn for a step. */
export const inputsByKind = ({
  inputs,
}: PlannedLoss): {
  readonly textColumns: readonly string[]
  readonly labels: ShapesByName
  readonly drawn: ShapesByName
  /** Whether a text is told again. */
  readonly tells: boolean
} => ({
  textColumns: [...new Set(inputs.flatMap(({ kind, column }) => (kind === 'text' ? [column] : [])))],
  labels: shapesOf(inputs.filter(({ kind }) => kind !== 'text' && kind !== 'drawn' && kind !== 'told')),
  drawn: shapesOf(inputs.filter(({ kind }) => kind === 'drawn')),
  tells: inputs.some(({ kind }) => kind === 'told'),
})

const shapesOf = (inputs: PlannedLoss['inputs']): ShapesByName =>
  Object.fromEntries(
    inputs.map(({ role, is }) => [role, typeof is === 'object' && 'vector' in is ? [is.vector] : []] as const),
  )
