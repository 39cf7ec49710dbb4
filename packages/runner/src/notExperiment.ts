import {
  brief,
  type Experiment,
  isSequence,
  isSweep,
  type Pipeline,
  type Problems,
  problem,
  type Sequence,
  type Sweep,
} from '@siamese/core'

/** Whether a value is what `pipeline`, `sequence`, `grid` or `sample` made. */
export const isExperiment = (value: unknown): value is Experiment =>
  typeof value === 'object' &&
  value !== null &&
  'problems' in value &&
  (('stages' in value && 'data' in value) || 'sequence' in value || ('sweep' in value && 'of' in value))

/** Why a value cannot be run as one pipeline: what has no types may hand over anything, and the three are easily mistaken. */
export const notPipeline = (value: Pipeline): Problems => {
  if (!isExperiment(value)) return nothingToRun(value)
  if (isSweep(value)) return [problem(isAnother('a sweep', 'sweep(…)'))]
  return isSequence(value) ? [problem(isAnother('a sequence', 'runSequence(…)'))] : []
}

export const notSweep = (value: Sweep): Problems => {
  if (!isExperiment(value)) return nothingToRun(value)
  return isSweep(value) ? [] : [problem('sweep runs every point of a grid: write grid(…) around what chooses')]
}

export const notSequence = (value: Sequence): Problems => {
  if (!isExperiment(value)) return nothingToRun(value)
  if (isSequence(value)) return []
  return [problem(isSweep(value) ? isAnother('a sweep', 'sweep(…)') : isAnother('one pipeline', 'run(…)'))]
}

const nothingToRun = (value: unknown): Problems => [
  problem(
    `${brief(value)} is no pipeline: make one by pipeline(…), of a file by loadPipeline(…), of JSON by fromJson(…)`,
  ),
]
const isAnother = (what: string, runner: string): string => `this is ${what}: ${runner} runs it`
