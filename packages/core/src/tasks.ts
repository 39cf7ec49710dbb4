import type { Join } from './columns.js'
import type { Data } from './data.js'
import type { Nested, SameName, TooFew } from './taskSentences.js'

/** Several data sets that stay apart under their names. Their splits are `nli.train`, `nli.dev`, `stsb.train` … */
export interface Tasks<Sets extends readonly Data[]>
  extends Data<Join<NamesOf<Sets>, '+'>, readonly [], SplitsOf<Sets>> {
  readonly origin: { readonly tasks: Sets }
}

/** The data sets of `tasks`, or `undefined` where there is one. */
export type SetsOf<D> = D extends { readonly origin: { readonly tasks: infer Sets extends readonly Data[] } }
  ? Sets
  : undefined
export const setsOf = ({ origin }: Data): readonly Data[] | undefined => ('tasks' in origin ? origin.tasks : undefined)

type SplitsOf<Sets> = Sets extends readonly [infer D extends Data, ...infer Rest]
  ? readonly [...Within<D['data'], D['splits']>, ...SplitsOf<Rest>]
  : Sets extends readonly []
    ? readonly []
    : readonly string[]
type Within<Name extends string, Splits extends readonly string[]> = {
  readonly [K in keyof Splits]: `${Name}.${Splits[K]}`
}
export const splitsOf = (sets: readonly Data[]): readonly string[] =>
  sets.flatMap(({ data, splits }) => splits.map(split => `${data}.${split}`))

export type NamesOf<Sets> = { readonly [K in keyof Sets]: Sets[K] extends Data ? Sets[K]['data'] : never }
export const namesOf = (sets: readonly Data[]): string => sets.map(({ data }) => data).join(', ')

/** One of the data sets, and its split, by the split's whole name. */
export type SetOf<Sets, Split> = Sets extends readonly [infer D extends Data, ...infer Rest]
  ? Split extends Within<D['data'], D['splits']>[number]
    ? D
    : SetOf<Rest, Split>
  : undefined
export const setOf = (data: Data, split: string): { readonly set: Data; readonly split: string } | undefined => {
  const sets = setsOf(data)
  if (sets === undefined) return data.splits.includes(split) ? { set: data, split } : undefined
  const found = sets.find(each => splitsOf([each]).includes(split))
  return found && { set: found, split: split.slice(found.data.length + 1) }
}

type Fits<Sets, Before = never> = Sets extends readonly [infer D extends Data, ...infer Rest]
  ? readonly [Fit<D, Before>, ...Fits<Rest, Before | D['data']>]
  : Sets
type Fit<D extends Data, Before> =
  SetsOf<D> extends readonly Data[]
    ? Nested<D['data']>
    : string extends D['data']
      ? D
      : D['data'] extends Before
        ? SameName<D['data']>
        : D
type FitsTogether<Sets> = Sets extends readonly [infer D extends Data] ? readonly [TooFew<D['data']>] : Fits<Sets>

/**
 * Several data sets, on which one encoder is trained, each with a loss of its own (`multitask`) and splits under its name:
 * `evaluate.similarity({ on: 'stsb.dev' })`. What changes a data set (`take`, `filter` …) comes before.
 */
export const tasks = <const Sets extends readonly Data[]>(...sets: FitsTogether<Sets>): Tasks<Sets> => {
  const given = sets as unknown as readonly Data[] // fitting data sets are data sets
  return Object.freeze({
    data: given.map(({ data }) => data).join('+'),
    columns: [],
    splits: splitsOf(given),
    origin: { tasks: given },
  }) as never
}
