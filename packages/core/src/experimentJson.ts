import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import type { Data } from './data.js'
import { tooDeep } from './depth.js'
import { distinct } from './distinct.js'
import { type Experiment, isSweep } from './experiment.js'
import { firstProblems } from './firstProblems.js'
import { opened } from './fragment.js'
import { type Migration, migrations, versionAfter } from './migrations.js'
import type { Model } from './model.js'
import { check, type Pipeline } from './pipeline.js'
import { countPoints, mostPoints, pointsAt } from './points.js'
import { type Path, type Problem, type Problems, problem, showPath } from './problem.js'
import { type Outline, type Part, readOutline } from './readOutline.js'
import { type EntryJson, readEntry } from './readStage.js'
import { inSequence, isSequence, type Sequence } from './sequence.js'
import { type Definition, definition, type Stage } from './stage.js'
import { type Sampled, sweepOf } from './sweep.js'
import { writeModels, writeStages } from './writeStages.js'

/** The version of the format. */
export const formatVersion: number = versionAfter(migrations)

/** Data and stages. */
export interface PartJson {
  readonly data: Data
  readonly stages: readonly EntryJson[]
}
export interface PipelineJson extends PartJson {
  readonly siamese: number
  readonly models: Readonly<Record<string, Model>>
}
/** Pipelines in sequence, over the same models. */
export interface SequenceJson {
  readonly siamese: number
  readonly models: Readonly<Record<string, Model>>
  readonly sequence: readonly PartJson[]
}
export type ExperimentJson = (PipelineJson | SequenceJson) & { readonly sweep?: 'grid' | Sampled }

export const experimentToJson = (experiment: Experiment): ExperimentJson => {
  if (isSweep(experiment)) return { ...ofJson(experiment.of), sweep: experiment.sweep }
  return ofJson(experiment)
}
const ofJson = (of: Pipeline | Sequence): PipelineJson | SequenceJson =>
  isSequence(of)
    ? { siamese: formatVersion, models: writeModels(of.sequence), sequence: of.sequence.map(partJson) }
    : { siamese: formatVersion, data: of.data, models: writeModels([of]), stages: writeStages(of.stages) }
const partJson = ({ data, stages }: Pipeline): PartJson => ({ data, stages: writeStages(stages) })

/** What a list of stages is made of: constructors, as `definePooling` and its like give them. */
export interface Known {
  readonly definition: Definition
}
export interface Reading {
  /** Where something stands, in words: a file with line and column. `stages[3].margin` when not given. */
  readonly placeOf?: (path: Path) => string
  readonly migrations?: readonly Migration[]
}

/** A pipeline, a sequence or a sweep from JSON over a list of definitions: JSON names stages, it never makes anything be imported. */
export const experimentFromJson = (
  known: readonly Known[],
  json: unknown,
  reading: Reading = {},
): Either<Problems, Experiment> => {
  const placeOf = reading.placeOf ?? showPath
  const deep = tooDeep(json)
  const outline = deep ?? readOutline(json, reading.migrations ?? migrations)
  const read = 'sentence' in outline ? left([outline]) : readParts(known, outline, placeOf)
  return isLeft(read) ? left(firstProblems(read.left, most).map(each => placed(each, placeOf))) : read
}

/** A pipeline's mistakes are told all at once; nobody made more by hand. */
const most = 200

const placed = (each: Problem, placeOf: (path: Path) => string): Problem => {
  const place = each.path === undefined ? undefined : placeOf(each.path)
  return place === undefined || place === '' ? each : { ...each, place }
}

const readParts = (
  known: readonly Known[],
  { models, isSequence, parts, sweep, problems }: Outline,
  placeOf: (path: Path) => string,
): Either<Problems, Experiment> => {
  const byName = byNameOf(known)
  const made = parts.map(part => {
    const read = part.stages.map((entry, index) =>
      readEntry({ byName, models, placeOf }, entry, [...part.path, 'stages', index]),
    )
    return pipelineOf(part, read, problems.length === 0)
  })
  const wrong = [...problems, ...made.flatMap(each => (isLeft(each) ? each.left : []))]
  if (wrong.length > 0) return left(wrong)
  const pipelines = made.flatMap(each => (isRight(each) ? [each.right] : []))
  const of = isSequence ? inSequence(pipelines) : pipelines[0]!
  const experiment: Experiment = sweep === undefined ? of : sweepOf(of, sweep)
  return experiment.problems.length > 0 ? left(experiment.problems) : right(experiment)
}

export const byNameOf = (known: readonly Known[]): ReadonlyMap<string, Definition> =>
  new Map(known.map(each => [each.definition.name, each.definition]))

/** What flows is not known where a stage or the data is not: settings alone are looked at. */
const pipelineOf = (
  { data, path }: Part,
  read: readonly Either<Problems, Stage>[],
  isWhole: boolean,
): Either<Problems, Pipeline> => {
  if (!isWhole || data === undefined || !read.every(isRight))
    return left(
      read.flatMap((each, index) =>
        isLeft(each) ? each.left : settingsFaults(each.right, [...path, 'stages', index]),
      ),
    )
  const made = check(
    data,
    read.map(each => each.right),
  )
  if (made.problems.length === 0) return right(made)
  return left(made.problems.map(each => (each.path === undefined ? each : { ...each, path: [...path, ...each.path] })))
}

const settingsFaults = (entry: Stage, path: Path): Problems => {
  if (countPoints([entry]) > mostPoints) return []
  const walked = pointsAt([{ stage: entry, path }]).flatMap(point => point.stages.flatMap(opened))
  return distinct(
    walked.flatMap(
      ({
        stage: {
          stage,
          settings,
          [definition]: { options },
        },
        path: at,
      }) =>
        options
          .decode(stage, settings)
          .problems.filter(fault => fault.at[0] !== 'model')
          .map(fault => problem(fault.sentence, { stage, place: showPath(at), path: [...at, ...fault.at] })),
    ),
  )
}
