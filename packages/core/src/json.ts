import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Data } from './data.js'
import { brief, faults } from './faults.js'
import { flatten } from './fragment.js'
import type { Model } from './model.js'
import { isStage, mapStages } from './nested.js'
import { nearest } from './options.js'
import { check, type Pipeline } from './pipeline.js'
import { dataCodec, modelCodec } from './plain.js'
import { type Problem, type Problems, problem } from './problem.js'
import { type Definition, make, type Stage } from './stage.js'

/** The version of the format. */
export const formatVersion = 1

export interface PipelineJson {
  readonly siamese: typeof formatVersion
  readonly data: Data
  readonly models: Readonly<Record<string, Model>>
  readonly stages: readonly StageJson[]
}
/** A stage's name with its settings beside it: `{ "stage": "loss.triplet", "margin": 1 }`. A model is named, and stands in `models`. */
export type StageJson = Readonly<Record<string, unknown>> & { readonly stage: string }

export const toJson = ({ data, stages }: Pipeline): PipelineJson => {
  const flat = flatten(stages)
  const models = flat.flatMap(stage => {
    const { model } = stage.settings as { readonly model?: Model }
    return model === undefined ? [] : [[model.model, model] as const]
  })
  return { siamese: formatVersion, data, models: Object.fromEntries(models), stages: flat.map(stageToJson) }
}

const stageToJson = ({ stage, settings }: Stage): StageJson => {
  const { model, ...rest } = settings as { readonly model?: Model }
  const written = Object.entries(rest).map(([key, value]) => [key, mapStages(value, isStage, stageToJson)])
  return { stage, ...(model === undefined ? {} : { model: model.model }), ...Object.fromEntries(written) }
}

/** A pipeline from JSON over a list of definitions: JSON names stages, it never makes anything be imported. */
export const fromJson = (
  known: readonly { readonly definition: Definition }[],
  json: unknown,
): Either<Problems, Pipeline> => {
  const outline = readOutline(json)
  if (!Array.isArray(outline.stages)) return left([...outline.problems, problem(noStages)])
  const byName = new Map(known.map(each => [each.definition.name, each.definition]))
  const read = outline.stages.map((entry: unknown, index) =>
    readStage(byName, outline.models, entry, `stages[${index}]`),
  )
  const wrong: readonly Problem[] = [...outline.problems, ...read.flatMap(each => ('sentence' in each ? [each] : []))]
  if (wrong.length > 0 || outline.data === undefined) return left(wrong)
  const made = check(
    outline.data,
    read.filter((each): each is Stage => !('sentence' in each)),
  )
  return made.problems.length > 0 ? left(made.problems) : right(made)
}

const noData = 'a pipeline needs data: an object with data, columns, splits and origin, as `siamese add data` writes it'
const noStages = 'a pipeline needs stages: write "stages": [{ "stage": "tokenize", … }]'

interface Outline {
  readonly data: Data | undefined
  readonly models: Readonly<Record<string, Model>> | undefined
  readonly stages: unknown
  readonly problems: readonly Problem[]
}
const modelsCodec = t.record(t.string, modelCodec, 'an object with a model for each name')
const keys = ['siamese', 'data', 'models', 'stages']
const readOutline = (json: unknown): Outline => {
  const top = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  const { data, models = {} } = top
  const wrongData = faults(dataCodec, data, 'data')
  const wrongModels = faults(modelsCodec, models, 'models')
  return {
    data: wrongData.length > 0 ? undefined : (data as Data),
    models: wrongModels.length > 0 ? undefined : (models as Readonly<Record<string, Model>>),
    stages: top.stages,
    problems: [
      ...(top.siamese === formatVersion
        ? []
        : [
            problem(
              `a pipeline file says "siamese": ${formatVersion}, the version of its format; this one says ${JSON.stringify(top.siamese) ?? 'nothing'}`,
            ),
          ]),
      ...(data === undefined ? [noData] : wrongData).map(sentence => problem(sentence)),
      ...wrongModels.map(sentence => problem(sentence)),
      ...Object.keys(top)
        .filter(key => !keys.includes(key))
        .map(key => {
          const near = nearest(key, keys)
          return problem(
            `a pipeline has no key '${key}'${near === undefined ? '' : `. Did you mean to write '${near}'?`}`,
          )
        }),
    ],
  }
}

const isStageJson = (value: unknown): value is StageJson =>
  typeof value === 'object' && value !== null && 'stage' in value && typeof value.stage === 'string'

const readStage = (
  byName: ReadonlyMap<string, Definition>,
  models: Readonly<Record<string, Model>> | undefined,
  entry: unknown,
  place: string,
): Stage | Problem => {
  const { stage: name, ...written } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<
    string,
    unknown
  >
  if (typeof name !== 'string') return problem('a stage needs its name: write { "stage": "pool.mean" }', { place })
  const def = byName.get(name)
  if (def === undefined) {
    const near = nearest(name, [...byName.keys()])
    return problem(`no stage is called '${name}'${near === undefined ? '' : `. Did you mean '${near}'?`}`, { place })
  }
  const wrong: Problem[] = []
  const nested = (inner: StageJson, path: string): unknown => {
    const read = readStage(byName, models, inner, `${place}.${path}`)
    if ('sentence' in read) wrong.push(read)
    return read
  }
  const settings = Object.fromEntries(
    Object.entries(written).map(([key, value]) => [key, mapStages(value, isStageJson, nested, key)]),
  )
  if (wrong[0] !== undefined) return wrong[0]
  // Models that are none were said once already, not again by every stage that names one.
  if (!('model' in def.options.fields) || models === undefined) return make(def, settings, place)
  const { model } = settings
  return typeof model === 'string' && Object.hasOwn(models, model)
    ? make(def, { ...settings, model: models[model] }, place)
    : problem(
        `${name} needs the name of a model; model is ${brief(model)}, and models has ${Object.keys(models).join(', ') || 'nothing'}`,
        { stage: name, place },
      )
}
