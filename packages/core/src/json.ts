import { type Either, isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Data } from './data.js'
import { tooDeep } from './depth.js'
import { brief, faults } from './faults.js'
import { flatten } from './fragment.js'
import { noFileData, noPipeline, noPipelineKey, noStages, otherName } from './jsonSentences.js'
import { type Migration, migrate, migrations, versionAfter } from './migrations.js'
import type { Model } from './model.js'
import { isStage, mapStages } from './nested.js'
import { meant } from './options.js'
import { check, type Pipeline } from './pipeline.js'
import { dataCodec, modelCodec } from './plain.js'
import { type Path, type Problem, type Problems, problem, showPath } from './problem.js'
import { readStage, type StageJson } from './readStage.js'
import { type Definition, definition, type Stage } from './stage.js'

/** The version of the format. */
export const formatVersion: number = versionAfter(migrations)

export interface PipelineJson {
  readonly siamese: number
  readonly data: Data
  readonly models: Readonly<Record<string, Model>>
  readonly stages: readonly StageJson[]
}
export const toJson = ({ data, stages }: Pipeline): PipelineJson => {
  const flat = flatten(stages)
  const models = flat.flatMap(stage => {
    const { model } = stage.settings as { readonly model?: Model }
    return model === undefined ? [] : [[model.model, model] as const]
  })
  return { siamese: formatVersion, data, models: Object.fromEntries(models), stages: flat.map(stageToJson) }
}

export const stageToJson = ({ stage, settings }: Stage): StageJson => {
  const { model, ...rest } = settings as { readonly model?: Model }
  const written = Object.entries(rest).map(([key, value]) => [key, mapStages(value, isStage, stageToJson)])
  return { stage, ...(model === undefined ? {} : { model: model.model }), ...Object.fromEntries(written) }
}

/** What a list of stages is made of: constructors, as `definePooling` and its like give them. */
export interface Known {
  readonly definition: Definition
}
export interface Reading {
  /** Where something stands, in words: a file with line and column. `stages[3].margin` when not given. */
  readonly placeOf?: (path: Path) => string
  readonly migrations?: readonly Migration[]
}

/** A pipeline from JSON over a list of definitions: JSON names stages, it never makes anything be imported. */
export const fromJson = (known: readonly Known[], json: unknown, reading: Reading = {}): Either<Problems, Pipeline> => {
  const placeOf = reading.placeOf ?? showPath
  const read = readPipeline(known, json, { placeOf, migrations: reading.migrations ?? migrations })
  return isLeft(read) ? left(read.left.map(each => placed(each, placeOf))) : read
}

const placed = (each: Problem, placeOf: (path: Path) => string): Problem => {
  const place = each.path === undefined ? undefined : placeOf(each.path)
  return place === undefined || place === '' ? each : { ...each, place }
}

const readPipeline = (
  known: readonly Known[],
  json: unknown,
  { placeOf, migrations }: Required<Reading>,
): Either<Problems, Pipeline> => {
  const deep = tooDeep(json)
  if (deep !== undefined) return left([deep])
  const outline = readOutline(json, migrations)
  if ('sentence' in outline) return left([outline])
  const byName = byNameOf(known)
  const { data, models, stages, problems } = outline
  const read = stages.map((entry, index) => readStage({ byName, models, placeOf }, entry, ['stages', index]))
  if (problems.length === 0 && data !== undefined && read.every(isRight)) {
    const made = check(
      data,
      read.map(each => each.right),
    )
    return made.problems.length > 0 ? left(made.problems) : right(made)
  }
  // What flows is not known where a stage is not: settings alone are looked at.
  const others = read.flatMap((each, index) =>
    isLeft(each) ? each.left : settingsFaults(each.right, ['stages', index]),
  )
  return left([...problems, ...others])
}

const settingsFaults = ({ stage, settings, [definition]: { options } }: Stage, path: Path): Problems =>
  options
    .decode(stage, settings)
    .problems.filter(({ at }) => at[0] !== 'model')
    .map(({ sentence, at }) => problem(sentence, { stage, path: [...path, ...at] }))

/** One stage that names no model, as a model's own files declare it. */
export const stageFromJson = (known: readonly Known[], json: StageJson): Either<Problems, Stage> =>
  readStage({ byName: byNameOf(known), models: {}, placeOf: showPath }, json, [])

const byNameOf = (known: readonly Known[]): ReadonlyMap<string, Definition> =>
  new Map(known.map(each => [each.definition.name, each.definition]))

interface Outline {
  readonly data: Data | undefined
  readonly models: Readonly<Record<string, Model>> | undefined
  readonly stages: readonly unknown[]
  readonly problems: readonly Problem[]
}
const modelsCodec = t.record(t.string, modelCodec, 'an object with a model for each name')
const keys = ['siamese', 'data', 'models', 'stages']
/** Written for editors. */
const schemaKey = '$schema'

const readOutline = (json: unknown, steps: readonly Migration[]): Outline | Problem => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return problem(noPipeline(keys.join(', '), brief(json)), { path: [] })
  const written = json as Readonly<Record<string, unknown>>
  const migrated = migrate(written, steps)
  // Of a later version nothing is known; one that says no version is read as the newest.
  if (isLeft(migrated) && typeof written.siamese === 'number' && written.siamese > steps.length) return migrated.left
  const top = isLeft(migrated) ? written : migrated.right
  const { data, models = {}, stages } = top
  const wrongData = faults(dataCodec, data, ['data'])
  const wrongModels = faults(modelsCodec, models, ['models'])
  const unknown = Object.keys(top).filter(key => !keys.includes(key) && key !== schemaKey)
  return {
    data: wrongData.length > 0 ? undefined : (data as Data),
    models: wrongModels.length > 0 ? undefined : (models as Readonly<Record<string, Model>>),
    stages: Array.isArray(stages) ? stages : [],
    problems: [
      ...(isLeft(migrated) ? [migrated.left] : []),
      ...unknown.map(key => problem(`${noPipelineKey(key)}${meant(key, keys)}`, { path: [key] })),
      ...(data === undefined ? [{ sentence: noFileData(), at: [] }] : wrongData).map(toProblem),
      ...wrongModels.map(toProblem),
      ...misnamed(models),
      ...(Array.isArray(stages) ? [] : [problem(noStages(), { path: stages === undefined ? [] : ['stages'] })]),
    ],
  }
}

const toProblem = ({ sentence, at }: { readonly sentence: string; readonly at: Path }): Problem =>
  problem(sentence, { path: at })

/** A model is called what `models` calls it: otherwise writing it again would give it another name. */
const misnamed = (models: unknown): Problems =>
  Object.entries((models ?? {}) as object).flatMap(([key, model]) => {
    const name: unknown = (model as { readonly model?: unknown } | null)?.model
    return typeof name === 'string' && name !== key
      ? [problem(otherName(key, name), { path: ['models', key, 'model'] })]
      : []
  })
