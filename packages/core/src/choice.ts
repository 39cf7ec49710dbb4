/** A setting of which a sweep tries every value: plain data, as JSON has it. */
export interface Choice<out A extends readonly unknown[] = readonly unknown[]> {
  readonly choose: A
}
export const isChoice = (value: unknown): value is Choice =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'choose' &&
  Array.isArray((value as Choice).choose)

/** The values of a choice; of choices among them, theirs. */
export const valuesOf = ({ choose }: Choice): readonly unknown[] =>
  choose.flatMap(each => (isChoice(each) ? valuesOf(each) : [each]))

/** A setting's type with the choice of several such values. */
export type OrChoice<A> = A | Choice<readonly A[]>

/** Settings with choices as the union of what they can be; without a choice, as they are. */
export type Points<O> = [Extract<O[keyof O], Choice>] extends [never] ? O : Omit<O, Chosen<O>> & Each<O, Chosen<O>>
type Chosen<O> = { [K in keyof O]: O[K] extends Choice ? K : never }[keyof O]
/** For every key the union of its values, and the intersection of these: what a grid is. */
type Each<O, K extends keyof O> = {
  [Key in K]: (point: O[Key] extends Choice<infer A> ? One<Key, A[number]> : never) => void
}[K] extends (point: infer All) => void
  ? All
  : never
type One<K extends PropertyKey, V> = V extends unknown ? { readonly [Key in K]: V } : never
