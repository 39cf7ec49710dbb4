import type { ShapesByName } from '../graph/program.js'
import type { PlannedLoss } from '../plan.js'

/** Two groups need two texts, which even a batch of one row has where a row has several. */
export const groupsOf = (textsOfRow: number): number => Math.min(textsOfRow, 2)

/** The columns whose texts a loss reads, each once, and the shapes of its labels by role. */
export const inputsByKind = ({
  inputs,
}: PlannedLoss): { readonly textColumns: readonly string[]; readonly labels: ShapesByName } => ({
  textColumns: [...new Set(inputs.flatMap(({ kind, column }) => (kind === 'text' ? [column] : [])))],
  labels: Object.fromEntries(
    inputs.flatMap(({ role, kind, is }) =>
      kind === 'text' ? [] : [[role, typeof is === 'object' && 'vector' in is ? [is.vector] : []] as const],
    ),
  ),
})
