import type { Problem } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { openCompiled } from '../compute/compiled.js'
import { eagerForward } from '../compute/eagerForward.js'
import type { Forward } from '../compute/forward.js'
import { type ComputeOptions, compilesGraphs, needsGraph, refuse, type Way } from '../compute/openForward.js'
import type { Parameters } from '../compute/parameters.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import type { Compiled } from '../graph/compile.js'
import type { PlannedLoss } from '../plan.js'
import { compiledStepper } from './compiledStepper.js'
import { eagerStepper } from './eagerStepper.js'
import type { Stepper, StepRule } from './stepper.js'
import { accumulates, type CompiledAs, trainingProgram } from './trainingProgram.js'

/** A model that is trained, with what it computes in between. */
export interface OpenTraining extends Way {
  readonly stepper: Stepper
  readonly forward: Forward
  readonly compiled?: Compiled
}

export interface TrainingOptions extends ComputeOptions {
  /** Token ids that the texts have, rising: training then moves no other rows of tables. */
  readonly tokensInUse?: Int32Array
}

/** Compiled where the engine runs graphs, else operation by operation. The parameters are taken over. */
export const openTraining = (
  sentenceEncoder: SentenceEncoder,
  losses: readonly PlannedLoss[],
  rule: StepRule & CompiledAs,
  start: Parameters,
  options: TrainingOptions,
): Either<Problem, OpenTraining> => {
  if (!compilesGraphs(options)) {
    if (options.precision === 'bf16') return refuse(start, needsGraph)
    const stepper = eagerStepper(rule, start)
    const forward = eagerForward(sentenceEncoder, losses, stepper.parameters)
    return right({ stepper, forward, computes: 'operations' })
  }
  const program = trainingProgram(sentenceEncoder, losses, rule, start, options.tokensInUse)
  const opened = openCompiled(program, start, options)
  if (isLeft(opened)) return refuse(start, opened.left)
  const { forward, compiled } = opened.right
  const stepper = compiledStepper(rule, opened.right, accumulates(rule))
  return right({ stepper, forward, computes: 'graph', compiled })
}
