import type { Problem } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Forward } from '../compute/forward.js'
import { lossOf } from '../compute/objective.js'
import { compilesGraphs, openForward, type Way } from '../compute/openForward.js'
import { collate } from '../train/collate.js'
import type { Training } from '../train/loop.js'
import { openTraining } from '../train/openTraining.js'
import type { StepRule } from '../train/stepper.js'
import { tokensInUse } from '../train/tokensInUse.js'
import { type Asked, computingOf } from './computing.js'
import type { OpenPlan } from './openPlan.js'
import { startOf } from './startOf.js'

/** A plan that computes: its model in the engine, and what trains it where it is trained. */
export interface Computing extends Way {
  readonly forward: Forward
  readonly training?: Pick<Training, 'settings' | 'rows' | 'stepper' | 'collate'>
  readonly close: () => void
}

/** Compiles a plan, or says why it cannot be compiled. */
export const openComputing = async (
  { plan, model, rows, sentenceEncoder }: OpenPlan,
  asked: Asked,
): Promise<Either<Problem, Computing>> => {
  const { train: settings, loss, data, maxLength } = plan
  const options = computingOf(asked, settings?.precision)
  if (settings === undefined || loss === undefined)
    return openForward(sentenceEncoder, loss, startOf(plan, model), options)
  const collation = { data, loss, tokenizer: model.tokenizer, maxLength, prompts: settings.prompts }
  const read = rows.get(settings.on)!
  const inUse = compilesGraphs(options) ? await tokensInUse(collation, read) : undefined
  const value: StepRule['loss'] = (weights, head, batch, dropout) =>
    lossOf(sentenceEncoder, loss, weights, head, batch, dropout)
  const rule = { ...settings, loss: value }
  const opened = openTraining(sentenceEncoder, loss, rule, startOf(plan, model), {
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
