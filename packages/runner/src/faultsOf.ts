import {
  distinct,
  type Experiment,
  isSequence,
  isSweep,
  type Pipeline,
  type Problems,
  pipelinesOf,
  sweepPoints,
} from '@siamese/core'
import { unplanned } from './plan.js'

/** Everything that keeps a pipeline, a sequence or any point of a sweep from being run, each mistake once. */
export const faultsOf = (experiment: Experiment): Problems => {
  if (experiment.problems.length > 0) return experiment.problems
  const points = pointsOf(experiment).filter(isSequence)
  return distinct([...points.flatMap(({ problems }) => problems), ...unplanned(pointPipelines(experiment))])
}

/** The pipelines that a run runs. Points of a sequence share its parts: each is there once. */
export const pointPipelines = (experiment: Experiment): readonly Pipeline[] => [
  ...new Set(pointsOf(experiment).flatMap(pipelinesOf)),
]

const pointsOf = (experiment: Experiment) =>
  isSweep(experiment) ? sweepPoints(experiment).map(({ of }) => of) : [experiment]
