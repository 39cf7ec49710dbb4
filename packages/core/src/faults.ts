import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** What keeps a value from JSON from being what a codec describes: a sentence a key, `data.columns[0][1] is 5, it should be …`. */
export const faults = (codec: t.Mixed, value: unknown, at: string): readonly string[] => {
  const decoded = codec.decode(value)
  if (!isLeft(decoded)) return []
  return decoded.left.map(({ context }) => {
    const keys = context.slice(1).map(({ key }) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    const { actual, type } = context[context.length - 1]!
    return `${at}${keys.join('')} is ${brief(actual)}, it should be ${type.name}`
  })
}

/** A value as JSON says it, cut when it is long. */
export const brief = (value: unknown): string => {
  const said = typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? 'missing')
  return said.length > 80 ? `${said.slice(0, 79)}…` : said
}

/** A union whose member is known by looking, so that a fault names the key inside and not the whole. */
export const choose = <A>(name: string, member: (value: unknown) => t.Mixed | undefined): t.Type<A, A, unknown> =>
  new t.Type<A, A, unknown>(
    name,
    (u): u is A => member(u)?.is(u) ?? false,
    (u, context) => member(u)?.validate(u, context) ?? t.failure(u, context),
    t.identity,
  )

/** A key that need not be there. */
export const optional = <A>(codec: t.Type<A, A, unknown>): t.Type<A | undefined, A | undefined, unknown> =>
  choose(codec.name, u => (u === undefined ? t.undefined : codec))

export const has = (u: unknown, key: string): boolean => typeof u === 'object' && u !== null && Object.hasOwn(u, key)
