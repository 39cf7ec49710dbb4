import { definition, type Experiment, everyStage, pipelinesOf } from '@siamese/core'
import type { Defined } from './encode/stages.js'
import { vocabulary } from './vocabulary.js'

/** Stages that the pipelines of an experiment have and the packages do not. */
export const ownStagesOf = (experiment: Experiment): readonly Defined[] => {
  const known = new Set(vocabulary.map(each => each.definition.name))
  const own = pipelinesOf(experiment).flatMap(({ stages }) => everyStage(stages).map(stage => stage[definition]))
  return [...new Set(own)].filter(({ name }) => !known.has(name)).map(each => ({ definition: each }))
}
