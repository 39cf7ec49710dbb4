import { atStage } from './atStage.js'
import type { Points } from './choice.js'
import type { Flow } from './flow.js'
import type { NoStage } from './pipelineSentences.js'
import { type Path, type Problem, problem } from './problem.js'
import type { NotCalled } from './sentences.js'
import { type Apply, type Definition, definition, type Judged, type Refused, type Rule, type Stage } from './stage.js'

/** What flows out of a stage, or its refusal; where a sweep varies the stage, the union of what each point gives. */
export type Out<In, S> = In extends Refused
  ? In
  : S extends Stage<infer R extends Rule, infer O>
    ? OfEach<R, Points<O>, In>
    : never
type OfEach<R extends Rule, O, In> = O extends unknown ? Apply<R, O, In> : never

/** The shapes in front of every stage, and the last one: computed once, read by index. What is counted off is cheaper to take apart than the stages. */
export type Flows<In, S extends readonly unknown[]> = From<In, S, { [K in keyof S]: 0 }>
type From<In, S, Left, Before extends readonly unknown[] = []> = Left extends readonly [0, ...infer Rest]
  ? From<Out<In, S[Before['length'] & keyof S]>, S, Rest, [...Before, In]>
  : [...Before, In]
export type Last<In, S extends readonly unknown[]> = Flows<In, S> extends [...infer _, infer Ends] ? Ends : never

/** A stage's constructor: what is joined when the call is forgotten. */
export interface Uncalled {
  readonly definition: Definition
}

/** Every stage as it is, or the sentence that refuses it. */
export type Fits<F extends readonly unknown[], S extends readonly unknown[]> = {
  [K in keyof S]: Fit<F[K & keyof F], S[K]>
}
type Fit<In, S> = S extends Stage
  ? Placed<In, S>
  : S extends { readonly definition: { readonly name: infer Name extends string } }
    ? NotCalled<Name>
    : NoStage
type Placed<In, S> = [Extract<In, Refused>] extends [never] ? Sentence<Extract<Out<In, S>, Refused>['refused'], S> : S
type Sentence<Said extends string, S> = [Said] extends [never]
  ? S
  : 0 extends 1 & Said
    ? S
    : IsUnion<Said> extends true
      ? Several
      : Said
type Several = 'several of the choices do not fit here: siamese check names each'
type IsUnion<U, All = U> = U extends unknown ? ([All] extends [U] ? false : true) : never

interface Followed {
  readonly flow: Flow
  readonly problems: readonly Problem[]
}

/** The same over values: what flows out of stages in order, and every problem. Fragments are opened and choices made before. */
export const follow = (
  from: Flow,
  stages: readonly { readonly stage: Stage; readonly path: Path }[],
  judge: typeof judgeIn = judgeIn,
): Followed => {
  const problems: Problem[] = []
  let flow = from
  for (const { stage, path } of stages) {
    const judged = judge(flow, stage)
    for (const fault of judged.problems)
      problems.push(
        typeof fault === 'string'
          ? problem(fault, atStage(stage, path))
          : problem(fault.sentence, atStage(stage, [...path, ...fault.at])),
      )
    flow = judged.flow
  }
  return { flow, problems }
}

/** Points of a sweep begin alike: what a stage makes of what arrives is asked once. */
export const judgeOnce = (): typeof judgeIn => {
  const seen = new Map<Flow, Map<Stage, Judged>>()
  return (flow, stage) => {
    const here = seen.get(flow) ?? new Map<Stage, Judged>()
    seen.set(flow, here)
    const judged = here.get(stage) ?? judgeIn(flow, stage)
    here.set(stage, judged)
    return judged
  }
}

/** A stage where `flow` arrives. Sentences about settings that did not decode would only follow from the first ones. */
export const judgeIn = (flow: Flow, stage: Stage): Judged => {
  const { options, judge, name } = stage[definition]
  const decoded = options.decode(name, stage.settings)
  const judged = judge(flow, decoded.value, stage.settings)
  return decoded.problems.length > 0 ? { ...judged, problems: decoded.problems } : judged
}
