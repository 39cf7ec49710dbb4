import * as t from 'io-ts'
import { inSchema } from '../described.js'
import { some } from '../some.js'

const isCount = (u: unknown): u is number => Number.isSafeInteger(u) && (u as number) > 0
const counting = (name: string) =>
  inSchema(
    new t.Type<number, number, unknown>(
      name,
      isCount,
      (u, context) => (isCount(u) ? t.success(u) : t.failure(u, context)),
      t.identity,
    ),
    () => ({ type: 'integer', minimum: 1 }),
  )
/** How many of something: a whole number, 1 or more. */
export const count = counting('a whole number above 0')
/** Several of them. */
export const counts = some(counting('whole numbers above 0'))
