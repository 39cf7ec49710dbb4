import { checkData } from './checkData.js'
import type { Data } from './data.js'
import { brief } from './faults.js'
import { type AnyShape, type Flow, type Kind, type Start, start } from './flow.js'
import type { Model } from './model.js'
import { none } from './options.js'
import { type Problem, problem } from './problem.js'
import { type Apply, type Definition, definition, make, place, type Refused, type Rule, type Stage } from './stage.js'

type Out<In, S> = In extends Refused ? In : S extends Stage<infer R extends Rule, infer O> ? Apply<R, O, In> : never
/** The shapes in front of every stage, and the last one: computed once, read by index. */
type Flows<In, S extends readonly unknown[], Done extends readonly unknown[] = []> = S extends readonly [
  infer Head,
  ...infer Rest,
]
  ? Flows<Out<In, Head>, Rest, [...Done, In]>
  : [...Done, In]
type Last<In, S extends readonly unknown[]> = S extends readonly [infer Head, ...infer Rest]
  ? Last<Out<In, Head>, Rest>
  : In
/** The stage itself, or the sentence that refuses it. */
type Fit<In, S> = In extends Refused ? S : Out<In, S> extends Refused<infer Sentence> ? Sentence : S
type Fits<F extends readonly unknown[], S extends readonly unknown[]> = { [K in keyof S]: Fit<F[K & keyof F], S[K]> }

/** Data and stages in order, frozen. Building it does nothing; `problems` says what the same rules found in the program. */
export interface Pipeline<
  Name extends string = string,
  Width extends number = number,
  Encoder extends string = string,
  Ends extends Kind = Kind,
> {
  readonly data: Data<Name>
  readonly stages: readonly Stage[]
  /** The model that encodes, and what the last stage gives: `'trained'` when it trains. */
  readonly encoder: Encoder
  readonly ends: Ends
  /** Numbers in a sentence embedding. */
  readonly width: Width
  readonly problems: readonly Problem[]
}

/** Stages in order over one data set. A stage that does not fit is refused here, by the compiler and by the program, in the same words. */
export function pipeline<const D extends Data, const S extends readonly Stage[]>(
  data: D,
  ...stages: Fits<Flows<Start<D>, S>, S>
): Ended<D, Last<Start<D>, S>> {
  return check(data, stages as unknown as readonly Stage[]) as Ended<D, Last<Start<D>, S>> // fitting stages are stages
}
type Ended<D extends Data, F> = F extends AnyShape
  ? Pipeline<D['data'], F['width'], F['encoder'], F['kind']>
  : Pipeline<D['data']>

/** The same over values, for JSON and the CLI: every problem, in the order of the stages. */
export const check = (data: Data, stages: readonly Stage[]): Pipeline => {
  const strangers = [...notData(data), ...stages.flatMap((stage, index) => notAStage(stage, `stages[${index}]`))]
  if (strangers.length > 0)
    return Object.freeze({ data, stages: [], width: 0, encoder: 'nothing', ends: 'texts', problems: strangers })
  const { flow, problems } = follow(start(data), stages, 'stages')
  return Object.freeze({
    data,
    stages: Object.freeze([...stages]),
    width: flow.width,
    encoder: flow.encoder,
    ends: flow.kind,
    problems: [...checkData(data), ...problems, ...namesakes(flatten(stages))],
  })
}

/** A program without types can join anything: mostly a stage's constructor that was not called. */
const notAStage = (given: unknown, where: string): readonly Problem[] => {
  if (typeof given === 'object' && given !== null && definition in given) return []
  const name = typeof given === 'function' && 'definition' in given ? (given.definition as Definition).name : undefined
  return [
    problem(name === undefined ? `${where} is no stage: ${brief(given)}` : `${name} is not called: write ${name}()`, {
      place: where,
    }),
  ]
}

const notData = (given: unknown): readonly Problem[] =>
  typeof given === 'object' && given !== null && 'columns' in given && 'origin' in given
    ? []
    : [problem(`pipeline begins with data, as data(…), files(…) or siamese add makes it; here it is ${brief(given)}`)]

/** A model is written as JSON by its name, so a name is one model. */
const namesakes = (stages: readonly Stage[]): readonly Problem[] => {
  const models = new Map<string, string>()
  return stages.flatMap(stage => {
    const { model } = stage.settings as { readonly model?: Model }
    if (model === undefined || model === null) return []
    const [first, text] = [models.get(model.model), JSON.stringify(model)]
    models.set(model.model, first ?? text)
    return first === undefined || first === text
      ? []
      : [problem(`two models are called ${model.model}: give one of them another name`, placed(stage))]
  })
}
const placed = (stage: Stage): Omit<Problem, 'sentence'> => ({
  stage: stage.stage,
  ...(stage[place] === undefined ? {} : { place: stage[place] }),
})

interface Followed {
  readonly flow: Flow
  readonly problems: readonly Problem[]
}

const follow = (from: Flow, stages: readonly Stage[], path: string): Followed =>
  stages.reduce<Followed>(
    (before, stage, index) => {
      const { does, options, judge, name } = stage[definition]
      const where = stage[place] ?? `${path}[${index}]`
      if (does.family === 'fragment') {
        const inside = follow(before.flow, does.stages, `${path}[${index}].stages`)
        return { flow: inside.flow, problems: [...before.problems, ...inside.problems] }
      }
      const decoded = options.decode(name, stage.settings)
      const judged = judge(before.flow, decoded.value, stage.settings)
      // Sentences about settings that did not decode would only follow from the first ones.
      const sentences = decoded.problems.length > 0 ? decoded.problems : judged.problems
      return {
        flow: judged.flow,
        problems: [...before.problems, ...sentences.map(sentence => problem(sentence, { stage: name, place: where }))],
      }
    },
    { flow: from, problems: [] },
  )

export interface Joined<S extends readonly unknown[]> extends Rule {
  readonly out: Last<this['in'], S>
}
export interface Fragment<S extends readonly Stage[]> extends Stage<Joined<S>, {}> {}

/** Stages as one stage: what packages of reusable pipelines export. Checked where it is joined. */
export function fragment<const S extends readonly Stage[]>(...stages: S): Fragment<S> {
  return make(
    {
      name: 'fragment',
      options: none,
      judge: flow => ({ problems: [], flow: follow(flow, stages, 'stages').flow }),
      does: { family: 'fragment', stages },
    },
    {},
  )
}

/** The stages in order with fragments opened. */
export const flatten = (stages: readonly Stage[]): readonly Stage[] =>
  stages.flatMap(stage => {
    const { does } = stage[definition]
    return does.family === 'fragment' ? flatten(does.stages) : [stage]
  })
