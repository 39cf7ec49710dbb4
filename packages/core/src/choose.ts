import type { Choice } from './choice.js'
import { fragment } from './fragment.js'
import type { Out } from './joint.js'
import type { HasAlternatives, HasCondition } from './members.js'
import { isStage } from './nested.js'
import { none } from './options.js'
import { definition, make, type Stage } from './stage.js'

/** A stage of which a sweep tries every alternative. */
export interface Alternatives<A extends readonly Stage[]> extends HasAlternatives<A> {
  readonly out: Out<this['in'], A[number]>
}
export interface Choose<A extends readonly Stage[]> extends Stage<Alternatives<A>, {}> {}

/**
 * Several values of a setting, `choose(1e-5, 2e-5)`, or several stages, `choose(pool.mean(), pool.cls())`: the points of a sweep.
 * Every point is checked where the stage is joined, by the compiler and by the program; `grid` and `sample` run them.
 */
export function choose<const A extends readonly [Stage, Stage, ...Stage[]]>(...alternatives: A): Choose<A>
export function choose<const A extends readonly [unknown, unknown, ...unknown[]]>(...alternatives: A): Choice<A>
export function choose(...alternatives: readonly unknown[]): Stage | Choice {
  return alternatives.every(isStage) ? chooseStage(alternatives) : Object.freeze({ choose: alternatives })
}

/** The same over values; `made` says where it is written. */
export const chooseStage = (alternatives: readonly Stage[], made?: string): Stage =>
  make(
    {
      name: 'choose',
      options: none,
      rules: [],
      judge: () => {
        throw new Error('internal: a choice is judged, and not its points')
      },
      does: { family: 'choice', alternatives },
    },
    {},
    made,
  )

/** The stages among which a stage chooses; `undefined` where it is no choice. */
export const alternativesOf = (stage: Stage): readonly Stage[] | undefined => {
  const { does } = stage[definition]
  return does.family === 'choice' ? does.alternatives : undefined
}

export interface Conditional<If, S> extends HasCondition<If, S> {
  readonly out: (If extends true ? Out<this['in'], S> : never) | (If extends false ? this['in'] : never)
}
export interface When<If, S> extends Stage<Conditional<If, S>, {}> {}

/** A stage that is there when `condition` is true: in pipelines that are functions, or with `choose(true, false)` in a sweep. */
export const when = <const If extends boolean | Choice<readonly boolean[]>, const S extends Stage>(
  condition: If,
  stage: S,
): When<If extends Choice<infer A> ? A[number] : If, S> =>
  (typeof condition === 'boolean'
    ? condition
      ? fragment(stage)
      : fragment()
    : chooseStage(condition.choose.map(each => (each ? stage : fragment())))) as never // a fragment or a choice is what it does
