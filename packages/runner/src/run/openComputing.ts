import type { Problem } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type Batch, dispose } from '../compute/batch.js'
import type { Forward } from '../compute/forward.js'
import { lossOf } from '../compute/objective.js'
import { compilesGraphs, openForward, type Way } from '../compute/openForward.js'
import { disposeParameters, type Parameters } from '../compute/parameters.js'
import type { Compiled } from '../graph/compile.js'
import type { Passes } from '../graph/passes/index.js'
import { collate } from '../train/collate.js'
import type { Training } from '../train/loop.js'
import { openTraining } from '../train/openTraining.js'
import { rehearse } from '../train/rehearse.js'
import { firstBatches } from '../train/sampleBatches.js'
import { groupsOf, sharesOf } from '../train/shares.js'
import type { StepRule } from '../train/stepper.js'
import { tokensInUse } from '../train/tokensInUse.js'
import { type Asked, computingOf } from './computing.js'
import type { OpenPlan } from './openPlan.js'
import { startOf } from './startOf.js'

/** A plan that computes: its model in the engine, and what trains it where it is trained. */
export interface Computing extends Way {
  readonly forward: Forward
  /** Where it is a graph. */
  readonly compiled?: Compiled
  readonly training?: Pick<Training, 'settings' | 'rows' | 'sampler' | 'stepper' | 'collate'> & {
    /** Parameters that the loss does not depend on. */
    readonly untrained: readonly string[]
    /** Token ids that the training split has, rising, where there was time to look. */
    readonly tokensInUse?: Int32Array
  }
  readonly close: () => void
}

/** Compiles a plan, or says why it cannot be compiled. `seen` is told every form that its graphs have on the way. */
export const openComputing = async (
  { plan, model, rows, sampler, sentenceEncoder }: OpenPlan,
  asked: Asked,
  seen?: Passes['seen'],
): Promise<Either<Problem, Computing>> => {
  const { train: settings, loss, maxLength } = plan
  const options = { ...computingOf(asked, settings?.precision), ...(seen === undefined ? {} : { seen }) }
  if (settings === undefined || loss === undefined || sampler === undefined)
    return openForward(sentenceEncoder, loss, startOf(plan, model), options)
  const collation = { loss, tokenizer: model.tokenizer, maxLength, prompts: settings.prompts ?? {} }
  const read = rows.get(settings.on)!
  const inUse = compilesGraphs(options) ? await tokensInUse(collation, read) : undefined
  const value: StepRule['loss'] = (weights, head, batch, dropout) =>
    lossOf(sentenceEncoder, loss, weights, head, batch, dropout)
  const rule = { ...settings, shareOf: sharesOf(groupsOf(plan), model.encoder), loss: value }
  const opened = openTraining(sentenceEncoder, loss, rule, startOf(plan, model), {
    ...options,
    ...(inUse === undefined ? {} : { tokensInUse: inUse }),
  })
  if (isLeft(opened)) return opened
  const { stepper, forward, computes, compiled } = opened.right
  const untrained = compiled
    ? right(compiled.untrained)
    : await rehearsed(rule, stepper.parameters(), firstBatches(settings, read, sampler, collation, 1))
  if (isLeft(untrained)) {
    stepper.close()
    return untrained
  }
  return right({
    forward,
    computes,
    ...(compiled === undefined ? {} : { compiled }),
    training: {
      settings,
      rows: read,
      sampler,
      stepper,
      collate: some => collate(collation, some),
      untrained: untrained.right,
      ...(inUse === undefined ? {} : { tokensInUse: inUse }),
    },
    close: stepper.close,
  })
}

const rehearsed = async (rule: StepRule, parameters: Parameters, batches: AsyncIterable<Batch>) => {
  try {
    for await (const batch of batches) {
      try {
        return rehearse(rule, parameters, batch)
      } finally {
        dispose([batch])
      }
    }
    return right([])
  } finally {
    disposeParameters(parameters)
  }
}
