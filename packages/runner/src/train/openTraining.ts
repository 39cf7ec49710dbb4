import type { Encoder, Loses, Problem } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { openCompiled, programOf } from '../compute/compiled.js'
import { eagerForward } from '../compute/eagerForward.js'
import type { Forward } from '../compute/forward.js'
import { type ComputeOptions, compilesGraphs, needsGraph, orEager, refuse, type Way } from '../compute/openForward.js'
import type { Parameters } from '../compute/parameters.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import type { Compiled } from '../graph/compile.js'
import type { Program, RowsInUse, Training } from '../graph/program.js'
import type { Planned } from '../plan.js'
import { decays } from './adamW.js'
import { compiledStepper } from './compiledStepper.js'
import { eagerStepper } from './eagerStepper.js'
import type { Stepper, StepRule } from './stepper.js'

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
  loss: Planned<Loses>,
  rule: StepRule & { readonly accumulate: number },
  start: Parameters,
  options: TrainingOptions,
): Either<Problem, OpenTraining> => {
  if (!compilesGraphs(options)) {
    if (options.precision === 'bf16') return refuse(start, needsGraph)
    const stepper = eagerStepper(rule, start)
    const forward = eagerForward(sentenceEncoder, loss, stepper.parameters)
    return right({ stepper, forward, computes: 'operations' })
  }
  const accumulates = rule.accumulate > 1
  const program = trainingProgram(sentenceEncoder, loss, rule, start, options.tokensInUse)
  const opened = openCompiled(program, start, options)
  if (isLeft(opened)) return refuse(start, orEager(opened.left))
  const { forward, compiled } = opened.right
  return right({ stepper: compiledStepper(rule, opened.right, accumulates), forward, computes: 'graph', compiled })
}

/** What is compiled where a model is trained. */
export const trainingProgram = (
  sentenceEncoder: SentenceEncoder,
  loss: Planned<Loses>,
  rule: Omit<Training, 'accumulates' | 'decays' | 'inUse'> & { readonly accumulate: number },
  start: Parameters,
  tokensInUse: Int32Array | undefined,
): Program => {
  const inUse = rowsInUse(sentenceEncoder.encoder, rule.weightDecay, tokensInUse)
  return programOf(sentenceEncoder, loss, start, {
    ...rule,
    accumulates: rule.accumulate > 1,
    decays,
    ...(inUse === undefined ? {} : { inUse }),
  })
}

/** Rows held apart are worth it where they are fewer; decay would move the others, too. */
const rowsInUse = (
  { tables, facts }: Encoder,
  weightDecay: number,
  ids: Int32Array | undefined,
): RowsInUse | undefined => {
  const decayed = weightDecay > 0 && tables.some(decays)
  return ids === undefined || tables.length === 0 || decayed || ids.length > facts.vocabulary / 2
    ? undefined
    : { tables, ids }
}
