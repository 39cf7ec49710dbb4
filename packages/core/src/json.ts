import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isSweep } from './experiment.js'
import {
  byNameOf,
  experimentFromJson,
  experimentToJson,
  type Known,
  type PipelineJson,
  type Reading,
} from './experimentJson.js'
import { noSinglePipeline } from './jsonSentences.js'
import type { Model } from './model.js'
import type { Pipeline } from './pipeline.js'
import { type Problems, problem, showPath } from './problem.js'
import { readStage, type StageJson } from './readStage.js'
import { isSequence } from './sequence.js'
import type { Stage } from './stage.js'

export const toJson = (pipeline: Pipeline): PipelineJson => experimentToJson(pipeline) as PipelineJson // of a pipeline it is one

/** One stage, as a model's own files declare it; a model that it names is one of `models`. */
export const stageFromJson = (
  known: readonly Known[],
  json: StageJson,
  models: Readonly<Record<string, Model>> = {},
): Either<Problems, Stage> => readStage({ byName: byNameOf(known), models, placeOf: showPath }, json, [])

/** One pipeline from JSON; a file that holds several is refused. */
export const fromJson = (known: readonly Known[], json: unknown, reading: Reading = {}): Either<Problems, Pipeline> => {
  const read = experimentFromJson(known, json, reading)
  if (isLeft(read)) return read
  if (isSweep(read.right)) return left([problem(noSinglePipeline('a sweep'), { path: ['sweep'] })])
  if (isSequence(read.right)) return left([problem(noSinglePipeline('a sequence'), { path: ['sequence'] })])
  return right(read.right)
}
