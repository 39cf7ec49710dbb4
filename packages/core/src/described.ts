import type * as t from 'io-ts'

/** What a codec may carry for readers: a sentence on what it is for, and how JSON Schema says it where its own tag does not. */
export interface Described {
  readonly help?: string
  readonly schema?: () => JsonSchema
}
export type JsonSchema = Readonly<Record<string, unknown>>

/** The same codec with a sentence on what it is for: `described(t.number, 'How many numbers stay')`. */
export const described = <C extends t.Mixed>(codec: C, help: string): C => carrying(codec, { help })

/** The same codec, said in JSON Schema: for codecs that are made by hand. */
export const inSchema = <C extends t.Mixed>(codec: C, schema: () => JsonSchema): C => carrying(codec, { schema })

/** Codecs are shared, so what is carried is carried by a copy. */
const carrying = <C extends t.Mixed>(codec: C, what: Described): C =>
  Object.assign(Object.create(Object.getPrototypeOf(codec)), codec, what)
