import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { inSchema } from './described.js'
import { schemaOf } from './jsonSchema.js'

/** A list of one or more, for settings that mean nothing when they are empty. */
export const some = <A>(codec: t.Type<A, A, unknown>): t.Type<A[], A[], unknown> => {
  const list = t.array(codec, `a list of ${codec.name}`)
  const is = (u: unknown): u is A[] => list.is(u) && u.length > 0
  const some = new t.Type<A[], A[], unknown>(
    list.name,
    is,
    (u, context) => {
      const read = list.validate(u, context)
      return isRight(read) && read.right.length === 0 ? t.failure(u, context) : read
    },
    t.identity,
  )
  return inSchema(some, () => ({ type: 'array', items: schemaOf(codec), minItems: 1 }))
}
