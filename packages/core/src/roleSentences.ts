/** `1 margin`, `2 margins` */
export type Margins<N extends number> = N extends 1 ? '1 margin' : `${N} margins`
export const margins = <N extends number>(count: N): Margins<N> =>
  (count === 1 ? '1 margin' : `${count} margins`) as Margins<N> // the condition of the type

/** Sentences about columns that play a role together with others. */
export const wrongMargins = <
  Stage extends string,
  Asked extends string,
  Documents extends number,
  Role extends string,
  Column extends string,
  Is extends string,
>(
  stage: Stage,
  asked: Asked,
  documents: Documents,
  role: Role,
  column: Column,
  is: Is,
) =>
  `${stage} needs ${asked} or ${documents} scores in ${role}, for ${documents} documents; ${column} is ${is}` as const
export type WrongMargins<
  S extends string,
  N extends number,
  D extends number,
  R extends string,
  C extends string,
  I extends string,
> = ReturnType<typeof wrongMargins<S, Margins<N>, D, R, C, I>>

export const wrongTeacher = <
  Stage extends string,
  Width extends number,
  Role extends string,
  Column extends string,
  Length extends number,
>(
  stage: Stage,
  width: Width,
  role: Role,
  column: Column,
  length: Length,
) =>
  `${stage} needs vectors of ${width} numbers for ${role}; ${column} is vector<${length}>: write projection: ${length}` as const
export type WrongTeacher<
  S extends string,
  W extends number,
  R extends string,
  C extends string,
  L extends number,
> = ReturnType<typeof wrongTeacher<S, W, R, C, L>>

export const wrongPlayers = <
  Stage extends string,
  Role extends string,
  Other extends string,
  D extends string,
  Count extends number,
  Of extends number,
>(
  stage: Stage,
  role: Role,
  other: Other,
  data: D,
  count: Count,
  of: Of,
) => `${stage} needs a ${role} for each ${other}, or none at all; ${data} has ${count} for ${of}` as const
export type WrongPlayers<
  S extends string,
  R extends string,
  O extends string,
  D extends string,
  N extends number,
  Of extends number,
> = ReturnType<typeof wrongPlayers<S, R, O, D, N, Of>>
