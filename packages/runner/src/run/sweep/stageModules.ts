import type { Experiment, Known } from '@siamese/core'
import { ownStagesOf } from '../../ownStagesOf.js'

/** A stage that is not siamese's, and where a program imports it from. */
interface Sourced extends Known {
  readonly from?: { readonly module: string }
}

/** What a process of its own has to import to know an experiment's stages: where they were found, and, for what else there is, `others`. */
export const stageModules = (
  experiment: Experiment,
  found: readonly Sourced[],
  others: readonly string[],
): readonly string[] => {
  const own = ownStagesOf(experiment).map(each => each.definition.name)
  const sourced = own.map(name => found.find(each => each.definition.name === name)?.from?.module)
  return [...new Set([...sourced.flatMap(each => each ?? []), ...(sourced.includes(undefined) ? others : [])])]
}
