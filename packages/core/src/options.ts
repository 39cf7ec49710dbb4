import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { brief } from './brief.js'
import type { OrChoice } from './choice.js'
import { keysOf } from './faults.js'
import type { Fault } from './problem.js'
import { needsSetting, noSetting, notInJson, wrongSetting } from './settingSentences.js'

/** A setting: its codec, and what it is when it is not written. What it is for, its codec says: `described(t.number, …)`. */
export type Field = t.Mixed | readonly [codec: t.Mixed, unwritten: unknown]
export type Fields = Readonly<Record<string, Field>>

/** Codecs say their type in a property: comparing whole codecs costs the compiler a hundred times as much. */
interface Says<A> {
  readonly _A: A
}
type TypeOfField<F> = F extends readonly [Says<infer A>, unknown] ? A : F extends Says<infer A> ? A : never
type Still<A> = A extends readonly (infer E)[] ? readonly E[] : A
export type RequiredKeys<P> = { [K in keyof P]: P[K] extends readonly unknown[] ? never : K }[keyof P]

/** What may be written. Every setting may be left out here: what is missing becomes a sentence of ours, not two lines of tsc. */
export type Settable<P> = { readonly [K in keyof P]?: OrChoice<Still<TypeOfField<P[K]>>> }
/** The same in plain types, which is what messages show: required settings required, the others optional. */
export type Plain<P> = Flat<
  { readonly [K in RequiredKeys<P>]: OrChoice<Still<TypeOfField<P[K]>>> } & {
    readonly [K in Exclude<keyof P, RequiredKeys<P>>]?: OrChoice<Still<TypeOfField<P[K]>>>
  }
>
type Flat<T> = T extends infer U ? { readonly [K in keyof U]: U[K] } : never
export type RequiredOf<S> = { [K in keyof S]-?: {} extends Pick<S, K> ? never : K }[keyof S]

/** What a stage's function receives: every setting, filled in. */
export type Settings<P> = {
  readonly [K in keyof P]: P[K] extends readonly [Says<infer A>, infer D]
    ? D extends undefined
      ? Still<A> | undefined
      : Still<A>
    : Still<TypeOfField<P[K]>>
}

export interface Options<P> {
  readonly fields: P
  readonly decode: (stage: string, written: Readonly<Record<string, unknown>>) => Decoded
}
export interface Decoded {
  readonly problems: readonly Fault[]
  readonly value: Readonly<Record<string, unknown>>
}

/** io-ts's own names, as a sentence says them. */
const inWords = (codec: string): string =>
  ({ number: 'a number', string: 'a text', boolean: 'true or false' })[codec] ?? codec

export const codecOf = (field: Field): t.Mixed => (Array.isArray(field) ? (field[0] as t.Mixed) : (field as t.Mixed))

/** Settings described once: types, JSON, defaults and help are read from this. `t.strict` drops unknown keys; this refuses them. */
export const options = <const P extends Fields>(fields: P): Options<P> => ({
  fields,
  decode: (stage, written) => {
    const known = Object.keys(fields)
    const unknown = Object.keys(written)
      .filter(key => !known.includes(key))
      .map(key => {
        return { sentence: `${noSetting(stage, key)}${meant(key, known)}`, at: [key] }
      })
    const value: Record<string, unknown> = {}
    const wrong = known.flatMap((key): readonly Fault[] => {
      const field = fields[key]!
      const given = written[key]
      if (given === undefined) {
        if (!Array.isArray(field)) return [{ sentence: needsSetting(stage, key), at: [] }]
        value[key] = field[1]
        return []
      }
      // A rule that reads what did not decode finds the default.
      value[key] = Array.isArray(field) ? field[1] : undefined
      if (typeof given === 'number' && !Number.isFinite(given))
        return [{ sentence: notInJson(stage, key, given), at: [key] }]
      const codec = codecOf(field)
      const decoded = codec.decode(given)
      if (isLeft(decoded)) {
        const sentence = wrongSetting(stage, key, brief(given), inWords(codec.name))
        return [{ sentence, at: [key, ...keysOf(given, decoded.left[0]!)] }]
      }
      value[key] = decoded.right
      return []
    })
    return { problems: [...unknown, ...wrong], value }
  },
})
export const none = options({})

/** What follows a name that is not known, when a known one is near. */
export const meant = (word: string, words: readonly string[]): string => {
  const near = nearest(word, words)
  return near === undefined ? '' : `. Did you mean to write '${near}'?`
}

/** The known word that is nearest to the one written, when near enough to be meant. */
export const nearest = (word: string, words: readonly string[]): string | undefined => {
  const far = Math.max(1, Math.floor(0.4 * word.length))
  return words
    .filter(known => Math.abs(known.length - word.length) <= far)
    .map(known => ({ known, distance: editDistance(word.toLowerCase(), known.toLowerCase()) }))
    .filter(({ distance }) => distance <= far)
    .sort((a, b) => a.distance - b.distance)[0]?.known
}

const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
