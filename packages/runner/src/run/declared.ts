import { type Problems, problem } from '@siamese/core'
import { canonical } from '../canonical.js'
import { plainStage, plainStages } from '../encode/plainStage.js'
import { modelOf, type Routes } from '../model/joinedRoutes.js'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'
import { eachEncoder } from '../plannedEncoder.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'

/** What keeps the pipeline's stages from being those that the opened model declares, where nothing else was written as meant. */
export const undeclared = (plan: Plan, opened: Routes<Pick<OpenModel, 'declared'>>): Problems =>
  eachEncoder(plan).flatMap(({ route, model, instead }) => {
    const { declared } = modelOf<Pick<OpenModel, 'declared'>>(opened, route)
    const names = declared.map(({ stage }) => stage)
    if (names.length > 0 && names.join() !== model.modules.join())
      return [
        problem(declareMore(model.model, names.join(', '), model.modules.join(', ') || 'nothing'), { stage: 'encode' }),
      ]
    const stages = route === undefined ? plainStages(plan) : plan.router!.own[route].map(plainStage)
    return instead || declared.length === 0 || areThese(declared, stages)
      ? []
      : [
          problem(declareOthers(model.model, show(declared), show(stages), names.map(name => `'${name}'`).join(', ')), {
            stage: 'encode',
          }),
        ]
  })

/** The same stages with the settings that are declared; a stage here may have more. */
const areThese = (declared: readonly ModuleStage[], stages: readonly ModuleStage[]): boolean =>
  declared.length === stages.length &&
  declared.every((each, i) => Object.entries(each).every(([key, value]) => isThis(value, stages[i]![key] ?? null)))
/** A route is a list of stages. */
const isThis = (declared: unknown, written: unknown): boolean =>
  isStages(declared) && isStages(written) ? areThese(declared, written) : canonical(declared) === canonical(written)
const isStages = (value: unknown): value is readonly ModuleStage[] =>
  Array.isArray(value) && value.every(each => typeof each?.stage === 'string')

/**
 * Why: The lock is older than the model's files, so it would be checked against what they no longer say.
 * Cure: Add the model again.
 * Types: They see the lock; what the files say is seen when they are opened.
 */
const declareMore = (model: string, declared: string, modules: string): string =>
  `encode: the files of ${model} declare ${declared}, the pipeline's model ${modules}: add it again with siamese add model`

/**
 * Why: The stages have the names that the model's files declare, with other settings: other vectors would come out.
 * Cure: Write the settings that are declared, or `insteadOf` where others are meant.
 * Types: They see the names of the declared stages; their settings are seen when the files are opened.
 */
const declareOthers = (model: string, declared: string, stages: string, names: string): string =>
  `encode: the files of ${model} declare ${declared}, the pipeline has ${stages}: write that, or encode(${model}, { insteadOf: [${names}] })`

const show = (stages: readonly ModuleStage[]): string =>
  stages
    .map(({ stage, ...settings }) =>
      Object.keys(settings).length === 0 ? stage : `${stage}(${JSON.stringify(settings)})`,
    )
    .join(', ')
