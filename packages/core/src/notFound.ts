import { type Columns, type Join, type KindName, kindName, type ShowColumns, showColumns } from './columns.js'
import type { Data } from './data.js'
import type { Flow } from './flow.js'
import { type Misnamed, misnamed, type NoColumn, type NoneOfKind, noColumn, noneOfKind } from './sentences.js'
import type { Several, Together } from './taskSentences.js'
import type { NamesOf, SetsOf } from './tasks.js'

type Facts = { readonly columns: Columns; readonly data: string; readonly from: unknown }

/** The sentence of a column that is not there. Columns of the right kind can be mapped to the role; where there is none, mapping does not help. */
export type NotFound<Stage extends string, R extends string, K extends string, C extends string, F extends Facts> =
  OfKind<F['columns'], K> extends infer Names extends string
    ? Names extends ''
      ? SetsOf<F['from']> extends infer Sets extends readonly Data[]
        ? Several<Stage, F['data'], Join<NamesOf<Sets>, ', '>>
        : F['columns'] extends readonly []
          ? Together<F['data']>
          : NoneOfKind<Stage, R, K, F['data'], ShowColumns<F['columns']>>
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
  kind: string,
  column: string,
  { columns, data }: Flow,
): string => {
  const names = columns.filter(([, is]) => kindName(is) === kind).map(([name]) => name)
  if (names.length === 0) return noneOfKind(stage, role, kind, data, showColumns(columns))
  return column === role
    ? noColumn(stage, role, kind, data, names.join(', '))
    : misnamed(stage, role, kind, data, column, names.join(', '))
}
