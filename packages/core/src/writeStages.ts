import { isChoice, valuesOf } from './choice.js'
import { alternativesOf } from './choose.js'
import { everyStage } from './everyStage.js'
import { flatten } from './fragment.js'
import type { Model } from './model.js'
import { isModel, modelsOf } from './modelSettings.js'
import { hasStages, isStage } from './nested.js'
import type { Pipeline } from './pipeline.js'
import type { ChoiceJson, EntryJson, StageJson } from './readStage.js'
import type { Stage } from './stage.js'

/** Stages as a file has them: fragments are opened, and an alternative of several stages is a list. */
export const writeStages = (stages: readonly Stage[]): readonly EntryJson[] => flatten(stages).map(entry)

/** The models of pipelines by name. */
export const writeModels = (pipelines: readonly Pipeline[]): Readonly<Record<string, Model>> =>
  Object.fromEntries(
    everyStage(pipelines.flatMap(({ stages }) => stages)).flatMap(stage =>
      modelsOf(stage).map(model => [model.model, model] as const),
    ),
  )

const entry = (stage: Stage): EntryJson => {
  const alternatives = alternativesOf(stage)
  return alternatives === undefined ? stageToJson(stage) : { choose: alternatives.map(alternative) }
}

const alternative = (stage: Stage): ChoiceJson['choose'][number] => {
  const entries = writeStages([stage])
  return entries.length === 1 ? entries[0]! : entries
}

export const stageToJson = ({ stage, settings }: Stage): StageJson => ({
  stage,
  ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, setting(value)])),
})

/** A model is named, and stands in `models`. */
const setting = (value: unknown): unknown => {
  if (isStage(value)) return entry(value)
  if (isModel(value)) return value.model
  if (isChoice(value)) return { choose: valuesOf(value).map(setting) }
  if (hasStages(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, setting(each)]))
  return Array.isArray(value) && value.some(isStage) ? value.map(setting) : value
}
