import { type Columns, type Join, type KindName, kindName, type ShowColumns, showColumns } from './columns.js'
import type { Data } from './data.js'
import type { Flow } from './flow.js'
import { columnKindOf, type RoleKind, type VectorKind } from './roles.js'
import { type Misnamed, misnamed, type NoColumn, type NoneOfKind, noColumn, noneOfKind } from './sentences.js'
import type { Several, Together } from './taskSentences.js'
import type { NamesOf, SetsOf } from './tasks.js'

type Facts = { readonly columns: Columns; readonly data: string; readonly from: unknown }

/** A frozen model gives what a column would. */
const orTeacher = ', or a teacher'

/**
 * The sentence of a column that is not there. Columns of the right kind can be mapped to the role; where there is none, mapping does not help,
 * but what a teacher says may come from the teacher itself.
 */
export type NotFound<
  Stage extends string,
  R extends string,
  K extends string,
  C extends string,
  F extends Facts,
> = K extends VectorKind ? Missing<Stage, R, `${R}${typeof orTeacher}`, 'vector', C, F> : Missing<Stage, R, R, K, C, F>
type Missing<
  Stage extends string,
  R extends string,
  From extends string,
  K extends string,
  C extends string,
  F extends Facts,
> =
  OfKind<F['columns'], K> extends infer Names extends string
    ? Names extends ''
      ? SetsOf<F['from']> extends infer Sets extends readonly Data[]
        ? Several<Stage, F['data'], Join<NamesOf<Sets>, ', '>>
        : F['columns'] extends readonly []
          ? Together<F['data']>
          : NoneOfKind<Stage, From, K, F['data'], ShowColumns<F['columns']>>
      : C extends R
        ? NoColumn<Stage, R, K, F['data'], Names>
        : Misnamed<Stage, R, K, F['data'], C, Names>
    : undefined
type OfKind<C, K, Sofar extends string = ''> = C extends readonly [
  readonly [infer N extends string, infer Is],
  ...infer Rest,
]
  ? OfKind<Rest, K, KindName<Is> extends K ? (Sofar extends '' ? N : `${Sofar}, ${N}`) : Sofar>
  : Sofar
export const notFound = (
  stage: string,
  role: string,
  asked: RoleKind,
  column: string,
  { columns, data }: Flow,
): string => {
  const kind = columnKindOf(asked)
  const names = columns.filter(([, is]) => kindName(is) === kind).map(([name]) => name)
  const from = kind === asked ? role : `${role}${orTeacher}`
  if (names.length === 0) return noneOfKind(stage, from, kind, data, showColumns(columns))
  return column === role
    ? noColumn(stage, role, kind, data, names.join(', '))
    : misnamed(stage, role, kind, data, column, names.join(', '))
}
