import * as t from 'io-ts'
import { inSchema } from './described.js'
import { closedSchema } from './jsonSchema.js'
import { columnKindOf, isMany, type Mapped, type Role, roleTimes } from './roles.js'

/** A text for some of the roles. A role that is not there has a sentence of its own (`unmapped`). */
export const roleRecord = (roles: readonly (readonly [name: string, ...unknown[]])[], help: (role: string) => string) =>
  inSchema(t.record(t.string, t.string, 'an object of texts'), () =>
    closedSchema(Object.fromEntries(roles.map(([name]) => [name, { type: 'string', description: help(name) }])), []),
  )

/** `columns` of losses and evaluators: a column for a role, and a list of them for one that any number plays. */
export const columnRecord = (roles: readonly Role[]): t.Type<Mapped, Mapped, unknown> => {
  const properties = roles.map(role => {
    const [name, kind, times] = roleTimes(role)
    const column = columnKindOf(kind)
    return isMany(times)
      ? { name, many: true, schema: listOf(`The ${column} columns that play ${name}`) }
      : { name, many: false, schema: { type: 'string', description: `The ${column} column that plays ${name}` } }
  })
  const many = properties.filter(each => each.many).map(({ name }) => name)
  const isText = (u: unknown): u is string => typeof u === 'string'
  const is = (u: unknown): u is Mapped =>
    typeof u === 'object' &&
    u !== null &&
    !Array.isArray(u) &&
    Object.entries(u).every(([role, columns]) =>
      many.includes(role) ? Array.isArray(columns) && columns.every(isText) : isText(columns),
    )
  const words =
    many.length === 0 ? 'an object of texts' : `an object of texts, with a list of them for ${many.join(', ')}`
  return inSchema(
    new t.Type<Mapped, Mapped, unknown>(
      words,
      is,
      (u, context) => (is(u) ? t.success(u) : t.failure(u, context)),
      t.identity,
    ),
    () => closedSchema(Object.fromEntries(properties.map(({ name, schema }) => [name, schema])), []),
  )
}

const listOf = (description: string) => ({ type: 'array', items: { type: 'string' }, description })
