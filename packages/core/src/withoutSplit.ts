import type { Data } from './data.js'
import { type NoSplit, noSplit } from './sentences.js'
import { type SetsOf, setsOf } from './tasks.js'

/** The sentence of a data set that does not have the split, or `undefined`: of several each needs it. */
export type WithoutSplit<Stage extends string, On extends string, D extends Data> = D['columns'] extends readonly []
  ? First<Stage, On, SetsOf<D>>
  : LacksSplit<Stage, On, D['data'], D['splits']>
type First<Stage extends string, On extends string, Sets> = Sets extends readonly [infer D extends Data, ...infer Rest]
  ? LacksSplit<Stage, On, D['data'], D['splits']> extends infer Sentence extends string
    ? Sentence
    : First<Stage, On, Rest>
  : undefined
/** The same of one alone. */
export type LacksSplit<
  Stage extends string,
  On extends string,
  D extends string,
  Splits extends readonly string[],
> = string extends On
  ? undefined
  : string extends Splits[number]
    ? undefined
    : On extends Splits[number]
      ? undefined
      : NoSplit<Stage, On, D, Splits>

export const withoutSplit = (stage: string, on: string, data: Data): readonly string[] =>
  (setsOf(data) ?? [data])
    .filter(({ splits }) => !splits.includes(on))
    .map(set => noSplit(stage, on, set.data, set.splits.join(', ')))
