import { type Problems, problem } from '@siamese/core'
import { canonical } from '../canonical.js'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'

/** What keeps the pipeline's stages from being those that the opened model declares, where nothing else was written as meant. */
export const undeclared = (
  { model, instead, pooling, modules }: Pick<Plan, 'model' | 'instead' | 'pooling' | 'modules'>,
  { declared }: Pick<OpenModel, 'declared'>,
): Problems => {
  const names = declared.map(({ stage }) => stage)
  if (names.length > 0 && names.join() !== model.modules.join())
    return [
      problem(
        `encode: the files of ${model.model} declare ${names.join(', ')}, the pipeline's model ${model.modules.join(', ') || 'nothing'}: add it again with siamese add model`,
        { stage: 'encode' },
      ),
    ]
  const stages: readonly ModuleStage[] = [pooling, ...modules].map(({ stage, settings }) => ({ stage, ...settings }))
  return instead || declared.length === 0 || canonical(declared) === canonical(stages)
    ? []
    : [
        problem(
          `encode: the files of ${model.model} declare ${show(declared)}, the pipeline has ${show(stages)}: write that, or encode(${model.model}, { insteadOf: [${names.map(name => `'${name}'`).join(', ')}] })`,
          { stage: 'encode' },
        ),
      ]
}

const show = (stages: readonly ModuleStage[]): string =>
  stages
    .map(({ stage, ...settings }) =>
      Object.keys(settings).length === 0 ? stage : `${stage}(${JSON.stringify(settings)})`,
    )
    .join(', ')
