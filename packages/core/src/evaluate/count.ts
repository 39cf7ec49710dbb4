import * as t from 'io-ts'
import { inSchema } from '../described.js'

const isCount = (u: unknown): u is number => Number.isSafeInteger(u) && (u as number) > 0
/** How many of something: a whole number, 1 or more. */
export const count = inSchema(
  new t.Type<number, number, unknown>(
    'a whole number above 0',
    isCount,
    (u, context) => (isCount(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
  ),
  () => ({ type: 'integer', minimum: 1 }),
)
