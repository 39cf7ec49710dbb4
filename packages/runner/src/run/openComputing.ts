import type { Problem } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Forward } from '../compute/forward.js'
import { lossOf } from '../compute/objective.js'
import { type ComputeOptions, compilesGraphs, openForward, type Way } from '../compute/openForward.js'
import type { PassName } from '../graph/passNames.js'
import { toWeights } from '../model/tensorsOf.js'
import { type Collation, collate } from '../train/collate.js'
import { freshHead } from '../train/head.js'
import type { Training } from '../train/loop.js'
import { openTraining } from '../train/openTraining.js'
import type { StepRule } from '../train/stepper.js'
import { tokensInUse } from '../train/tokensInUse.js'
import type { OpenPlan } from './openPlan.js'

/** How a plan is computed, as far as whoever runs it chooses. */
export interface ComputingChoice {
  /** Steps computed operation by operation, also where the engine could run them as one graph. */
  readonly eager?: boolean
  /** Passes of the graph compiler that are left out, to find a fault. */
  readonly without?: readonly PassName[]
}

/** A plan that computes: its model in the engine, and what trains it where it is trained. */
export interface Computing extends Way {
  readonly forward: Forward
  readonly training?: Pick<Training, 'settings' | 'rows' | 'stepper' | 'collate'>
  readonly close: () => void
}

/** Compiles a plan, or says why it cannot be compiled. */
export const openComputing = async (
  { plan, model, rows, sentenceEncoder }: OpenPlan,
  { eager, without }: ComputingChoice,
): Promise<Either<Problem, Computing>> => {
  const { train: settings, loss, data, maxLength } = plan
  const options: ComputeOptions = {
    precision: settings?.precision ?? 'float32',
    ...(eager === undefined ? {} : { eager }),
    ...(without === undefined ? {} : { without }),
  }
  const start = () => ({
    weights: toWeights(model.weights),
    head: loss === undefined ? {} : freshHead(loss, data, plan.width, settings?.seed ?? 0),
  })
  if (settings === undefined || loss === undefined) return openForward(sentenceEncoder, loss, start(), options)
  const collation: Collation = { data, loss, tokenizer: model.tokenizer, maxLength, prompts: settings.prompts }
  const read = rows.get(settings.on)!
  const inUse = compilesGraphs(options) ? await tokensInUse(collation, read) : undefined
  const value: StepRule['loss'] = (weights, head, batch, dropout) =>
    lossOf(sentenceEncoder, loss, weights, head, batch, dropout)
  const rule = { ...settings, loss: value }
  const opened = openTraining(sentenceEncoder, loss, rule, start(), {
    ...options,
    ...(inUse === undefined ? {} : { tokensInUse: inUse }),
  })
  if (isLeft(opened)) return opened
  const { stepper, forward, computes } = opened.right
  return right({
    forward,
    computes,
    training: { settings, rows: read, stepper, collate: some => collate(collation, some) },
    close: stepper.close,
  })
}
