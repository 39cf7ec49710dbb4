import * as t from 'io-ts'

const words = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, '-Infinity': Number.NEGATIVE_INFINITY } as const
const isWord = (value: unknown): value is keyof typeof words => typeof value === 'string' && Object.hasOwn(words, value)

/** A number as JSON holds it: one that is not finite, for which JSON has none, in words. */
export const anyNumber = new t.Type<number, number | string, unknown>(
  'number',
  t.number.is,
  (value, context) => (isWord(value) ? t.success(words[value]) : t.number.validate(value, context)),
  value => (Number.isFinite(value) ? value : String(value)),
)
