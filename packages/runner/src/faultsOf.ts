import { distinct, type Experiment, isSequence, isSweep, type Problems, pipelinesOf, sweepPoints } from '@siamese/core'
import { unplanned } from './plan.js'

/** Everything that keeps a pipeline, a sequence or any point of a sweep from being run, each mistake once. */
export const faultsOf = (experiment: Experiment): Problems => {
  if (experiment.problems.length > 0) return experiment.problems
  const points = isSweep(experiment) ? sweepPoints(experiment).map(({ of }) => of) : [experiment]
  // Points of a sequence share its parts.
  const pipelines = [...new Set(points.flatMap(pipelinesOf))]
  return distinct([...points.filter(isSequence).flatMap(({ problems }) => problems), ...unplanned(pipelines)])
}
