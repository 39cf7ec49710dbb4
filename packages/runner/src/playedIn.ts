import { type Columns, type Evaluates, type InputKind, type Loses, type Mapped, played } from '@siamese/core'

/** A role of a stage, what it wants, and the column that plays it. */
export interface PlayedIn {
  readonly role: string
  readonly kind: InputKind
  readonly column: string
}

/** Roles of a stage that has some, in order, each with the column that plays it. */
export const playedIn = (
  does: Loses | Evaluates,
  settings: Readonly<Record<string, unknown>>,
  columns: Columns,
): readonly PlayedIn[] =>
  does.family === 'loss' ? does.inputs(settings, columns) : played(does.roles, settings.columns as Mapped, columns)
