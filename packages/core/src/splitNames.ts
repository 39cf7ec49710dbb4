/** Splits in one order, in types and as values: an object's keys have no order that two compilers agree on. */
const usual = ['train', 'dev', 'validation', 'test'] as const

/** The usual names first, then one more; of two or more others only the set is known. */
export type SplitNames<Names extends string> = [Names] extends [never]
  ? readonly []
  : readonly [...Usual<Names>, ...Others<Exclude<Names, (typeof usual)[number]>>]

type Usual<Names, Order extends readonly string[] = typeof usual> = Order extends readonly [
  infer Name extends string,
  ...infer Rest extends readonly string[],
]
  ? [Name] extends [Names]
    ? [Name, ...Usual<Names, Rest>]
    : Usual<Names, Rest>
  : []

type Others<Names extends string> = [Names] extends [never] ? [] : IsOne<Names> extends true ? [Names] : Names[]
type IsOne<A, B = A> = A extends unknown ? ([B] extends [A] ? true : false) : never

export const splitNames = <Names extends string>(names: readonly Names[]): SplitNames<Names> =>
  // The types above say the same.
  [...usual.filter(name => names.some(other => other === name)), ...names.filter(name => !isUsual(name))] as never

const isUsual = (name: string): boolean => usual.some(other => other === name)
