import { atStage } from './atStage.js'
import { brief } from './brief.js'
import { checkData } from './checkData.js'
import type { Data } from './data.js'
import { distinct } from './distinct.js'
import { type AnyShape, type Kind, type Start, start } from './flow.js'
import { opened, type Walked } from './fragment.js'
import { type Fits, type Flows, follow, judgeOnce, type Last } from './joint.js'
import type { Model } from './model.js'
import { noData, noStage, twoModels } from './pipelineSentences.js'
import { countPoints, mostPoints, pointsOf } from './points.js'
import { type Path, type Problem, problem, showPath } from './problem.js'
import { notCalled } from './sentences.js'
import { type Definition, definition, type Stage } from './stage.js'
import { tooManyPoints } from './sweepSentences.js'

/** Data and stages in order, frozen. Building it does nothing; `problems` says what the same rules found in the program. */
export interface Pipeline<
  out Name extends string = string,
  out Width extends number = number,
  out Encoder extends string = string,
  out Ends extends Kind = Kind,
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
export function pipeline<const D extends Data, const S extends readonly unknown[]>(
  data: D,
  ...stages: Fits<Flows<Start<D>, S>, S>
): Ended<D, Last<Start<D>, S>> {
  return check(data, stages as unknown as readonly Stage[]) as Ended<D, Last<Start<D>, S>> // fitting stages are stages
}
type Ended<D extends Data, F> = [F] extends [AnyShape]
  ? Pipeline<D['data'], F['width'], F['encoder'], F['kind']>
  : Pipeline<D['data']>

/** The same over values, for JSON and the CLI: every problem, in the order of the stages. */
export const check = (data: Data, stages: readonly Stage[]): Pipeline => {
  const without = notData(data)
  const strangers = [...without, ...stages.flatMap((stage, index) => notAStage(stage, ['stages', index]))]
  if (strangers.length > 0)
    return Object.freeze({
      data: without.length > 0 ? nothing : data,
      stages: [],
      width: 0,
      encoder: 'nothing',
      ends: 'texts',
      problems: strangers,
    })
  const count = countPoints(stages)
  const points = count > mostPoints ? [] : pointsOf(stages)
  const walked = points.map(point => point.stages.flatMap(opened))
  const [begin, judge] = [start(data), judgeOnce()]
  const followed = walked.map(each => follow(begin, each, judge))
  const { flow } = followed[0] ?? { flow: begin }
  const problems = [
    ...(count > mostPoints ? [problem(tooManyPoints(count, mostPoints))] : []),
    ...distinct(followed.flatMap(each => each.problems)),
  ]
  return Object.freeze({
    data,
    stages: Object.freeze([...stages]),
    width: flow.width,
    encoder: flow.encoder,
    ends: flow.kind,
    problems: [...checkData(data), ...problems, ...distinct(namesakes(walked.flat()))],
  })
}

/** A program without types can join anything: mostly a stage's constructor that was not called. */
const notAStage = (given: unknown, path: Path): readonly Problem[] => {
  if (typeof given === 'object' && given !== null && definition in given) return []
  const name = typeof given === 'function' && 'definition' in given ? (given.definition as Definition).name : undefined
  return [
    problem(name === undefined ? noStage() : notCalled(name), {
      place: showPath(path),
      path,
    }),
  ]
}

/** What stands in the place of what is no data, so that whoever looks further finds some. */
const nothing: Data = { data: 'nothing', columns: [], splits: [], origin: { rows: {} } }

const notData = (given: unknown): readonly Problem[] =>
  typeof given === 'object' && given !== null && 'columns' in given && 'origin' in given
    ? []
    : [problem(noData(brief(given)), { path: ['data'] })]

/** A model is written as JSON by its name, so a name is one model. */
const namesakes = (stages: readonly Walked[]): readonly Problem[] => {
  const models = new Map<string, Model>()
  const texts = new Map<Model, string>()
  const textOf = (model: Model): string => texts.get(model) ?? JSON.stringify(model)
  return stages.flatMap(({ stage, path }) => {
    const { model } = stage.settings as { readonly model?: Model }
    if (model === undefined || model === null) return []
    const first = models.get(model.model) ?? model
    models.set(model.model, first)
    texts.set(model, textOf(model))
    return textOf(first) === textOf(model) ? [] : [problem(twoModels(model.model), atStage(stage, path))]
  })
}
