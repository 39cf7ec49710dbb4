import { type ColumnKind, columnOf, type Loses, roleParts, showKind } from '@siamese/core'
import type { Plan, Planned } from '../../plan.js'

/** A column of the data, and what it is for. */
export interface ExplainedColumn {
  readonly name: string
  /** `text`, `score<0, 5>`, `class<a | b>` … */
  readonly kind: string
  /** Names of classes; a class is its place among them. */
  readonly classes?: readonly string[]
  readonly range?: Range
  /** The range that the loss wants its scores in. */
  readonly onto?: Range
}
export type Range = readonly [least: number, most: number]

/** A role of a stage and the column that plays it. */
export interface Played {
  readonly role: string
  readonly column: string
}

export const columnsOf = ({ data, loss }: Plan): readonly ExplainedColumn[] =>
  data.columns.map(([name, kind]) => {
    const onto = loss === undefined ? undefined : ontoRange(loss, name, kind)
    return {
      name,
      kind: showKind(kind),
      ...(typeof kind === 'object' && 'class' in kind ? { classes: kind.class } : {}),
      ...(typeof kind === 'object' && 'score' in kind ? { range: kind.score } : {}),
      ...(onto === undefined ? {} : { onto }),
    }
  })

/** Roles of a stage that has some, in order. */
export const playedIn = (
  roles: Loses['roles'],
  settings: Readonly<Record<string, unknown>>,
): readonly (Played & { readonly kind: string })[] =>
  roles.map(roleParts).map(([role, kind]) => ({
    role,
    kind,
    column: columnOf(settings.columns as Readonly<Record<string, string>>, role),
  }))

/** Where a loss puts the ends of a column's range, if it moves them. */
export const ontoRange = ({ does, settings }: Planned<Loses>, column: string, kind: ColumnKind): Range | undefined => {
  if (typeof kind !== 'object' || !('score' in kind)) return undefined
  const role = playedIn(does.roles, settings).find(each => each.column === column)?.role
  const prepare = role === undefined ? undefined : does.prepare[role]
  if (prepare === undefined) return undefined
  const [least, most] = kind.score
  return [prepare(least, kind, settings), prepare(most, kind, settings)]
}
