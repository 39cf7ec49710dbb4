import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { inSchema } from './described.js'
import { closedSchema, schemaOf } from './jsonSchema.js'
import { meant } from './options.js'

/** An object that has these keys and no others; `t.type` and `t.strict` let unknown keys pass or fall away. */
export const closed = (props: t.Props, name = 'an object'): t.Type<unknown, unknown, unknown> => {
  const known = Object.keys(props)
  const validate: t.Validate<unknown, unknown> = (u, context) => {
    if (typeof u !== 'object' || u === null || Array.isArray(u)) return t.failure(u, context)
    const given = u as Readonly<Record<string, unknown>>
    const wrong = known.flatMap(key => {
      const value = Object.hasOwn(given, key) ? given[key] : undefined
      const read = props[key]!.validate(value, t.appendContext(context, key, props[key]!, value))
      return isLeft(read) ? read.left : []
    })
    const unknown = Object.keys(given)
      .filter(key => !known.includes(key))
      .map(key => ({
        value: given[key],
        context: t.appendContext(context, key, t.never, given[key]),
        // An unknown key has a sentence of its own (`faults`); this is what follows it.
        message: meant(key, known),
      }))
    return wrong.length + unknown.length > 0 ? t.failures([...unknown, ...wrong]) : t.success(u)
  }
  const codec = new t.Type<unknown, unknown, unknown>(
    name,
    (u): u is unknown => !isLeft(validate(u, [])),
    validate,
    t.identity,
  )
  return inSchema(codec, () =>
    closedSchema(
      Object.fromEntries(known.map(key => [key, schemaOf(props[key]!)])),
      known.filter(key => !props[key]!.is(undefined)),
    ),
  )
}

/** A union whose member is known by looking, so that a fault names the key inside and not the whole. */
export const choose = <A>(
  name: string,
  members: readonly t.Mixed[],
  member: (value: unknown) => t.Mixed | undefined,
): t.Type<A, A, unknown> =>
  inSchema(
    new t.Type<A, A, unknown>(
      name,
      (u): u is A => member(u)?.is(u) ?? false,
      (u, context) => member(u)?.validate(u, context) ?? t.failure(u, context),
      t.identity,
    ),
    () => ({ anyOf: members.map(schemaOf) }),
  )

/** One of several objects, known by a key that only it has. */
export const byKey = <A>(name: string, objects: Readonly<Record<string, t.Mixed>>): t.Type<A, A, unknown> =>
  choose(name, Object.values(objects), u => {
    const key = Object.keys(objects).find(one => has(u, one))
    return key === undefined ? undefined : objects[key]
  })

/** A key that need not be there. */
export const optional = <A>(codec: t.Type<A, A, unknown>): t.Type<A | undefined, A | undefined, unknown> =>
  inSchema(
    choose<A | undefined>(codec.name, [codec], u => (u === undefined ? t.undefined : codec)),
    () => schemaOf(codec),
  )

export const has = (u: unknown, key: string): boolean => typeof u === 'object' && u !== null && Object.hasOwn(u, key)
