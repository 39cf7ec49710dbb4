import { definition, everyStage, type Pipeline } from '@siamese/core'
import type { Defined } from './encode/stages.js'
import { vocabulary } from './vocabulary.js'

/** Stages that a pipeline has and the packages do not. */
export const ownStagesOf = ({ stages }: Pipeline): readonly Defined[] => {
  const known = new Set(vocabulary.map(each => each.definition.name))
  const own = everyStage(stages).map(stage => stage[definition])
  return [...new Set(own)].filter(({ name }) => !known.has(name)).map(each => ({ definition: each }))
}
