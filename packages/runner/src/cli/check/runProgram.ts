import { resolve } from 'node:path'
import { type Experiment, firstOf, isSequence, isSweep, type Problems, pipelinesOf, sweepPoints } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { faultsOf, pointPipelines } from '../../faultsOf.js'
import { placedIn } from '../../placedIn.js'
import { planOf } from '../../plan.js'
import { planWarnings } from '../../run/planWarnings.js'
import { resolvePipeline } from '../../run/resolve/resolve.js'
import { loadExperiment } from '../loadPipeline.js'

/** What the program says of a file: what the rules say of its values, and what is wrong with the files that it names. */
export interface Program {
  readonly loads: boolean
  readonly problems: Problems
  readonly notes: readonly string[]
  readonly reads: readonly string[]
  readonly pipeline?: Fitting
}

export interface Fitting {
  readonly data: string
  readonly model: string
  readonly width: number
  /** Of a sweep: the points that fit. */
  readonly points?: number
  /** Of a sequence. */
  readonly parts?: number
}

/** `names`: modules whose stages JSON and YAML may name, too. */
export const runProgram = async (file: string, names: readonly string[]): Promise<Program> => {
  const loaded = await loadExperiment(file, names)
  const path = resolve(file)
  if (isLeft(loaded)) return { loads: false, problems: placedIn(path, loaded.left), notes: [], reads: [path] }
  const { experiment, base, own } = loaded.right
  const wrong = faultsOf(experiment)
  const { problems, notes, reads } = await resolvePipeline(experiment, base, { stages: own })
  return {
    loads: true,
    problems: placedIn(path, [...wrong, ...problems]),
    notes: [...(wrong.length > 0 ? [] : warningsOf(experiment)), ...notes],
    reads,
    ...(wrong.length > 0 ? {} : { pipeline: fitting(experiment) }),
  }
}

/** Of all points, each once. */
const warningsOf = (experiment: Experiment): readonly string[] => [
  ...new Set(
    pointPipelines(experiment).flatMap(pipeline => {
      const plan = planOf(pipeline)
      return isLeft(plan) ? [] : planWarnings(plan.right)
    }),
  ),
]

const fitting = (experiment: Experiment): Fitting => {
  const { encoder, width } = firstOf(experiment)
  const of = isSweep(experiment) ? experiment.of : experiment
  return {
    data: pipelinesOf(of)
      .map(({ data }) => data.data)
      .join(', then '),
    model: encoder,
    width,
    ...(isSweep(experiment) ? { points: sweepPoints(experiment).length } : {}),
    ...(isSequence(of) ? { parts: of.sequence.length } : {}),
  }
}
