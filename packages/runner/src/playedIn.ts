import { type Columns, type Evaluates, type InputKind, type Loses, type Mapped, played } from '@siamese/core'

/** A role of a stage, what it wants, and the column that plays it. */
export interface PlayedIn {
  readonly role: string
  readonly kind: InputKind
  readonly column: string
}

type Settings = Readonly<Record<string, unknown>>

/** Roles of a stage that has some, in order, each with the column that plays it: those that its encoder reads, and its labels. */
export const playedIn = (does: Loses | Evaluates, settings: Settings, columns: Columns): readonly PlayedIn[] => {
  const source = 'taught' in does ? does.taught?.source : undefined
  return everyRole(does, settings, columns).filter(({ role }) => role !== source)
}

/** The same with what a teacher reads. */
export const everyRole = (does: Loses | Evaluates, settings: Settings, columns: Columns): readonly PlayedIn[] =>
  does.family === 'loss'
    ? does.inputs(settings, columns)
    : played(does.playing?.(settings) ?? does.roles, settings.columns as Mapped, columns)
