import { brief } from './brief.js'

/** A sentence is a template with named holes: tsc fills it from types, the program from values, the docs print it as it is. Of a long list the first four stand for all. */
type Show<V> = V extends string | number | boolean
  ? `${V}`
  : V extends readonly [infer A, infer B, infer C, infer D, unknown, ...unknown[]]
    ? `${ShowAll<[A, B, C, D]>} …`
    : ShowAll<V>
type ShowAll<V> = V extends readonly [infer A, ...infer Rest]
  ? Rest extends readonly []
    ? Show<A>
    : `${Show<A>}, ${Show<Rest>}`
  : 'nothing'

/** What a rule may name, looked up in this order: the settings, what flows, the stage, `arriving` (the width that arrives), the defaults. */
export interface Facts<out Stage = unknown, out Fields = unknown, out Settings = unknown, out Flow = unknown> {
  readonly stage: Stage
  readonly fields: Fields
  readonly settings: Settings
  readonly flow: Flow
}

export type Fact<X extends Facts, K> = K extends keyof X['settings']
  ? X['settings'][K]
  : K extends keyof X['flow']
    ? X['flow'][K]
    : K extends 'stage'
      ? X['stage']
      : K extends 'arriving'
        ? Arriving<X['flow']>
        : K extends keyof X['fields']
          ? X['fields'][K] extends readonly [unknown, infer Default]
            ? Default
            : undefined
          : undefined
type Arriving<Flow> = Flow extends { readonly width: infer Width } ? Width : undefined

export type Fill<S extends string, X extends Facts> = S extends `${infer Before}{${infer K}}${infer After}`
  ? `${Before}${K extends '' ? '{}' : Show<Fact<X, K>>}${Fill<After, X>}`
  : S

const show = (value: unknown): string =>
  Array.isArray(value)
    ? value.length > 0
      ? `${value.slice(0, 4).map(show).join(', ')}${value.length > 4 ? ' …' : ''}`
      : 'nothing'
    : value === undefined
      ? 'nothing'
      : typeof value === 'object'
        ? brief(value) // what a file holds need not have a way to be a text
        : String(value)

export const fill = (sentence: string, facts: Readonly<Record<string, unknown>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, key: string) => show(facts[key]))
