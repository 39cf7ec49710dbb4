import { type Problem, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import { runsGraphs } from '../engine/graphSession.js'
import type { Compiled } from '../graph/compile.js'
import type { Passes } from '../graph/passes/index.js'
import type { PlannedLoss } from '../plan.js'
import { openCompiled, programOf } from './compiled.js'
import { eagerForward } from './eagerForward.js'
import type { Forward } from './forward.js'
import { disposeParameters, type Parameters } from './parameters.js'

/** How a model computes: as one graph, or operation by operation. */
export interface Way {
  readonly computes: 'graph' | 'operations'
}
export interface OpenForward extends Way {
  readonly forward: Forward
  /** Where it is a graph. */
  readonly compiled?: Compiled
  readonly close: () => void
}

export interface ComputeOptions extends Passes {
  /** Operation by operation, also where the engine could run a graph. */
  readonly eager?: boolean
}

export const compilesGraphs = ({ eager = false }: Pick<ComputeOptions, 'eager'>): boolean => !eager && runsGraphs()

/** Opens a model that is not trained; the parameters given are taken over. */
export const openForward = (
  sentenceEncoder: SentenceEncoder,
  losses: readonly PlannedLoss[],
  start: Parameters,
  options: ComputeOptions,
): Either<Problem, OpenForward> => {
  if (!compilesGraphs(options)) {
    if (options.precision === 'bf16') return refuse(start, needsGraph)
    const forward = eagerForward(sentenceEncoder, losses, () => start)
    return right({ forward, computes: 'operations', close: () => disposeParameters(start) })
  }
  const opened = openCompiled(programOf(sentenceEncoder, losses, start), start, options)
  if (isLeft(opened)) return refuse(start, opened.left)
  const { forward, compiled, close } = opened.right
  return right({ forward, computes: 'graph', compiled, close })
}

/** What was given is freed, as it would have been taken over. */
export const refuse = (start: Parameters, why: Problem): Either<Problem, never> => {
  disposeParameters(start)
  return left(why)
}

export const needsGraph = problem(
  "precision bf16 needs a compiled graph: use the native engine without --eager (eager: true), or precision: 'float32'",
)
