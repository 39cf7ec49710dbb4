import { countPoints, type Experiment, isSequence, isSweep, type Problems, problem, sweepOf } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** What is chosen without a sweep is run at every point. */
export const swept = (file: string, experiment: Experiment): Either<Problems, Experiment> => {
  if (experiment.problems.length > 0 || isSweep(experiment)) return right(experiment)
  return (isSequence(experiment) ? experiment.sequence : [experiment]).some(({ stages }) => countPoints(stages) > 1)
    ? right(sweepOf(experiment, 'grid'))
    : left([problem(nothingVaries(file))])
}

/**
 * Why: Nothing varies in the file, so there are no points to run.
 * Cure: Write `choose(…)` where something is to vary, or run the file itself.
 * Types: The command line has no types.
 */
const nothingVaries = (file: string): string =>
  `${file} is no sweep: write choose(…) where something is to vary, or siamese run ${file}`
