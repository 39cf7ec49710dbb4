import { isChoice } from './choice.js'
import { hasStages, isStage } from './nested.js'
import { definition, type Stage } from './stage.js'

/** Every stage that is written: those in fragments, of every alternative, and in settings. */
export const everyStage = (stages: readonly Stage[]): readonly Stage[] =>
  stages.flatMap(stage => {
    const { does } = stage[definition]
    if (does.family === 'fragment') return everyStage(does.stages)
    if (does.family === 'choice') return everyStage(does.alternatives)
    return [stage, ...everyStage(Object.values(stage.settings as object).flatMap(stagesIn))]
  })

const stagesIn = (value: unknown): readonly Stage[] => {
  if (isStage(value)) return [value]
  if (isChoice(value)) return value.choose.flatMap(stagesIn)
  if (hasStages(value)) return Object.values(value).flatMap(stagesIn)
  return Array.isArray(value) ? value.flatMap(stagesIn) : []
}
