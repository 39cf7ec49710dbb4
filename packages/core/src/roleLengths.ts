import { type ColumnKind, type Columns, type KindName, kindName, type ShowKind, showKind } from './columns.js'
import type { Players } from './players.js'
import { margins, type WrongMargins, type WrongTeacher, wrongMargins, wrongTeacher } from './roleSentences.js'
import type { RoleKind, VectorKind } from './roles.js'
import { type WrongCount, type WrongKind, type WrongLength, wrongCount, wrongLength } from './sentences.js'

type Facts = { readonly columns: Columns; readonly width: number }

/** What is wrong with a column whose length hangs on something else, or `undefined`. */
export type OtherVector<
  Stage extends string,
  R extends string,
  K extends VectorKind,
  C extends string,
  M,
  F extends Facts,
  All,
  Whole,
> = C extends keyof All
  ? K extends 'scores'
    ? OtherCount<Stage, R, C, All[C], Documents<Whole, M, F['columns']>['length']>
    : K extends 'margins'
      ? OtherMargins<Stage, R, C, All[C], Documents<Whole, M, F['columns']>>
      : All[C] extends { readonly vector: infer Length extends number }
        ? number extends Length | F['width']
          ? undefined
          : Length extends F['width']
            ? undefined
            : WrongTeacher<Stage, F['width'], R, C, Length>
        : WrongKind<Stage, R, 'vector', C, ShowKind<All[C]>>
  : undefined
type OtherCount<Stage extends string, R extends string, C extends string, Is, Count extends number> = Is extends {
  readonly vector: infer Length extends number
}
  ? number extends Length | Count
    ? undefined
    : Length extends Count
      ? undefined
      : WrongCount<Stage, Count, R, C, Length>
  : WrongKind<Stage, R, 'vector', C, ShowKind<Is>>
type OtherMargins<
  Stage extends string,
  R extends string,
  C extends string,
  Is,
  D extends readonly unknown[],
> = D extends readonly [unknown, ...infer Negatives]
  ? KindName<Is> extends 'score' | 'vector'
    ? LengthOf<Is> extends infer Length
      ? number extends Length
        ? undefined
        : Length extends Negatives['length'] | (Is extends { readonly vector: number } ? D['length'] : never)
          ? undefined
          : WrongMargins<Stage, Negatives['length'], D['length'], R, C, ShowKind<Is>>
      : never
    : WrongKind<Stage, R, 'vector', C, ShowKind<Is>>
  : undefined
type LengthOf<Is> = Is extends { readonly vector: infer Length } ? Length : 1

export type OtherLength<
  Stage extends string,
  R extends string,
  C extends string,
  Is,
  Width extends number,
> = Is extends {
  readonly vector: infer Length extends number
}
  ? number extends Length | Width
    ? undefined
    : Length extends Width
      ? undefined
      : WrongLength<Stage, Width, R, C, Length>
  : undefined

/** How many texts of a row a query has beside itself. */
type Documents<Roles, M, C, Sofar extends readonly unknown[] = []> = Roles extends readonly [
  `${infer R}: ${infer K}`,
  ...infer Rest,
]
  ? K extends 'text'
    ? R extends `${infer Base}…` | `${infer Base}+`
      ? Documents<Rest, M, C, [...Sofar, ...Players<M, Base, C>]>
      : Documents<Rest, M, C, [...Sofar, R]>
    : Documents<Rest, M, C, Sofar>
  : Sofar extends readonly [unknown, ...infer D]
    ? D
    : readonly unknown[]

/** A vector, or a score that stands for one, and what its length hangs on. */
interface Measured {
  readonly stage: string
  readonly role: string
  readonly column: string
  readonly is: ColumnKind
  readonly length: number
  readonly documents: number
  readonly width: number
}
/** The sentence of a length that is wrong, by the kind of the role; of any other kind, none. */
export const roleLengths: { readonly [K in RoleKind]?: (each: Measured) => string | undefined } = {
  vector: ({ stage, width, role, column, length }) =>
    length === width ? undefined : wrongLength(stage, width, role, column, length),
  teacher: ({ stage, width, role, column, length }) =>
    length === width ? undefined : wrongTeacher(stage, width, role, column, length),
  scores: ({ stage, documents, role, column, length }) =>
    length === documents ? undefined : wrongCount(stage, documents, role, column, length),
  margins: ({ stage, documents, role, column, is, length }) =>
    length === documents - 1 || (length === documents && kindName(is) === 'vector')
      ? undefined
      : wrongMargins(stage, margins(documents - 1), documents, role, column, showKind(is)),
}
