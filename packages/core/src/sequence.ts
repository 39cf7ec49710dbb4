import { afterEncoder } from './afterEncoder.js'
import { encodersApart } from './intoRoutes.js'
import type { Pipeline } from './pipeline.js'
import { countPoints, pointsOf } from './points.js'
import { type Problem, problem } from './problem.js'
import {
  type OtherEncoder,
  otherEncoder,
  otherStages,
  type UntrainedBefore,
  untrainedBefore,
  weighsBehindRoutes,
} from './sentences.js'
import { definition, type Stage, settingsOf } from './stage.js'
import { stageToJson } from './writeStages.js'

/** Pipelines that train one encoder in turn: each begins with the model that the one before it trained. */
export interface Sequence<P extends readonly Pipeline[] = readonly Pipeline[]> {
  readonly sequence: P
  readonly problems: readonly Problem[]
}

/** Every pipeline as it is, or the sentence that keeps it from its place. */
type InSequence<P extends readonly Pipeline[]> = {
  [K in keyof P]: K extends keyof Before<P> ? GoesOn<P[K], Encodes<P[K], P[0]>> : Encodes<P[K], P[0]>
}
type Before<P> = P extends readonly [...infer Some, unknown] ? Some : P
type GoesOn<Each, Fitting> =
  Each extends Pipeline<infer Data, number, string, infer Ends>
    ? 'trained' extends Ends
      ? Fitting
      : UntrainedBefore<Data>
    : never
type Encodes<Each, First> = [Each, First] extends [
  Pipeline<infer Data, number, infer Encoder>,
  Pipeline<string, number, infer Trained>,
]
  ? string extends Encoder | Trained
    ? Each
    : Encoder extends Trained
      ? Each
      : OtherEncoder<Data, Encoder, Trained>
  : never

/**
 * Trains in sequence, as on natural language inference and then on similarity: `sequence(nli, stsb)`.
 * It is not called `then`: JavaScript takes whatever has a `then` for a promise, a module that is imported as well.
 */
export function sequence<const P extends readonly [Pipeline, Pipeline, ...Pipeline[]]>(
  ...pipelines: InSequence<P>
): Sequence<P> {
  return inSequence(pipelines as unknown as P) as Sequence<P> // fitting pipelines are pipelines
}

/** The same over values. */
export const inSequence = (pipelines: readonly Pipeline[]): Sequence => {
  const wrong = pipelines.flatMap((each, index) => [
    ...(index === pipelines.length - 1 || each.ends === 'trained' ? [] : [untrainedBefore(each.data.data)]),
    ...(index === pipelines.length - 1 ? [] : weighingBehind(each)),
    ...(index === 0 ? [] : notTheSame(pipelines[index - 1]!, each)),
  ])
  return Object.freeze({
    sequence: pipelines,
    problems: [...pipelines.flatMap(({ problems }) => problems), ...wrong.map(sentence => problem(sentence))],
  })
}

/** The pipelines of a sequence; one alone is its own. */
export const partsOf = (of: Pipeline | Sequence): readonly Pipeline[] => (isSequence(of) ? of.sequence : [of])

export const isSequence = (value: object): value is Sequence => 'sequence' in value && Array.isArray(value.sequence)

const notTheSame = (before: Pipeline, after: Pipeline): readonly string[] =>
  before.encoder === after.encoder
    ? differing(before, after)
    : [otherEncoder(after.data.data, after.encoder, before.encoder)]

/** Stages with weights behind routes that have an encoder each: of such a model's folder each route is opened by itself. */
const weighingBehind = ({ data, stages }: Pipeline): readonly string[] =>
  countPoints(stages) > 1
    ? []
    : (encodersApart(stages)?.behind ?? []).flatMap(({ stage, [definition]: { does } }) =>
        'weights' in does && does.weights !== undefined ? [weighsBehindRoutes(stage, data.data)] : [],
      )

/** What follows the encoder is trained with it, so it stays. With choices it is looked at point by point. */
const differing = (before: Pipeline, after: Pipeline): readonly string[] => {
  if (countPoints(before.stages) > 1 || countPoints(after.stages) > 1) return []
  const [a, b] = [headOf(before), headOf(after)]
  return a === b ? [] : [otherStages(after.data.data, b, before.data.data, a)]
}
const headOf = ({ stages }: Pipeline): string =>
  afterEncoder(pointsOf(stages)[0]!.stages.map(({ stage }) => stage))
    .map(shown)
    .join(', ') || 'nothing'
const shown = (stage: Stage): string => {
  const settings = Object.entries(
    stageToJson({ ...stage, settings: settingsOf<Readonly<Record<string, unknown>>>(stage) }),
  ).filter(([key, is]) => key !== 'stage' && is !== undefined)
  return settings.length === 0 ? stage.stage : `${stage.stage}(${JSON.stringify(Object.fromEntries(settings))})`
}
