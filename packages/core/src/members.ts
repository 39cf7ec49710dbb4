import type { Rule, Stage } from './stage.js'

/** What a choice, a condition and a fragment are made of, for who looks into them. */
export interface HasAlternatives<out A extends readonly unknown[]> extends Rule {
  readonly alternatives: A
}
export interface HasCondition<out If, out S> extends Rule {
  readonly condition: If
  readonly stage: S
}
export interface HasStages<out S extends readonly unknown[]> extends Rule {
  readonly stages: S
}

/** A list of stages that is a setting: the union of the lists that its choices give, in which one alternative may be several, or none. */
export type Members<S> = S extends readonly [infer Head, ...infer Rest]
  ? readonly [...Member<Head>, ...Members<Rest>]
  : S
type Member<S> =
  S extends Stage<infer R>
    ? 0 extends 1 & R
      ? readonly [S]
      : R extends HasAlternatives<infer A>
        ? Alternative<A[number]>
        : R extends HasCondition<infer If, infer Then>
          ? (If extends true ? Alternative<Then> : never) | (If extends false ? readonly [] : never)
          : readonly [S]
    : readonly [S]
type Alternative<S> =
  S extends Stage<infer R> ? (R extends HasStages<infer Several> ? Members<Several> : Member<S>) : never
