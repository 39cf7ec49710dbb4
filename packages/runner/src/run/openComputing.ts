import type { Problem } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type Batch, dispose } from '../compute/batch.js'
import type { Forward } from '../compute/forward.js'
import { embedTexts, lossFor, lossOf, lossOfEmbeddings } from '../compute/objective.js'
import { compilesGraphs, openForward, type Way } from '../compute/openForward.js'
import { disposeParameters, type Parameters } from '../compute/parameters.js'
import { outOfMemory } from '../engine/outOfMemory.js'
import type { Compiled } from '../graph/compile.js'
import type { Passes } from '../graph/passes/index.js'
import { firstNotFinite } from '../train/firstNotFinite.js'
import { openTraining } from '../train/openTraining.js'
import { optimizerOf } from '../train/optimizers/optimizerOf.js'
import { rehearse } from '../train/rehearse.js'
import { firstOfEach } from '../train/sampleBatches.js'
import { groupsOf, sharesOf } from '../train/shares.js'
import type { StepRule } from '../train/stepper.js'
import { tokensInUse } from '../train/tokensInUse.js'
import type { Training } from '../train/training.js'
import { type Asked, computingOf } from './computing.js'
import type { OpenPlan } from './openPlan.js'
import { startOf } from './startOf.js'
import { trainedOn } from './trainedOn.js'

/** A plan that computes: its model in the engine, and what trains it where it is trained. */
export interface Computing extends Way {
  readonly forward: Forward
  /** Where it is a graph. */
  readonly compiled?: Compiled
  readonly training?: Pick<Training, 'settings' | 'source' | 'stepper' | 'search'> & {
    /** Parameters that the loss does not depend on. */
    readonly untrained: readonly string[]
    /** Token ids that the training split has, rising, where there was time to look. */
    readonly tokensInUse?: Int32Array
  }
  readonly close: () => void
}

/** Compiles a plan, or says why it cannot be compiled. `seen` is told every form that its graphs have on the way. */
export const openComputing = async (
  opened: OpenPlan,
  asked: Asked,
  seen?: Passes['seen'],
): Promise<Either<Problem, Computing>> => {
  const { plan, model, sentenceEncoder } = opened
  const { tasks } = plan
  const options = { ...computingOf(asked, plan.train?.precision), ...(seen === undefined ? {} : { seen }) }
  const trained = trainedOn(opened)
  if (trained === undefined) return openForward(sentenceEncoder, tasks, startOf(plan, model), options)
  const { settings, source } = trained
  const inUse = compilesGraphs(options) ? await tokensInUse(source) : undefined
  const value: StepRule['loss'] = (weights, head, batch, dropout) =>
    lossOf(sentenceEncoder, lossFor(tasks, batch), weights, head, batch, dropout)
  const inParts: StepRule['inParts'] = {
    embed: (weights, batch, dropout) => embedTexts(sentenceEncoder, lossFor(tasks, batch), weights, batch, dropout),
    value: (embeddings, head, batch) => lossOfEmbeddings(lossFor(tasks, batch), embeddings, head, batch),
  }
  const rule = {
    ...settings,
    optimizer: optimizerOf(settings.optimizer),
    shareOf: sharesOf(groupsOf(plan), model.encoder),
    loss: value,
    inParts,
  }
  const training = openTraining(sentenceEncoder, tasks, rule, startOf(plan, model), {
    ...options,
    ...(inUse === undefined ? {} : { tokensInUse: inUse }),
  })
  if (isLeft(training)) return training
  const { stepper, forward, computes, compiled } = training.right
  const untrained = compiled
    ? right(compiled.untrained)
    : await rehearsed(rule, stepper.parameters(), firstOfEach(source))
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
      source,
      stepper,
      search: step => {
        const parameters = stepper.parameters()
        try {
          return firstNotFinite(rule, parameters, step)
        } catch (error) {
          if (outOfMemory(error) === undefined) throw error
          return undefined // operation by operation a step takes more memory than as a graph
        } finally {
          disposeParameters(parameters)
        }
      },
      untrained: untrained.right,
      ...(inUse === undefined ? {} : { tokensInUse: inUse }),
    },
    close: stepper.close,
  })
}

/** A batch of each data set is rehearsed; a parameter is untrained where none of them trains it. */
const rehearsed = async (rule: StepRule, parameters: Parameters, batches: AsyncIterable<Batch>) => {
  let untrained: readonly string[] | undefined
  try {
    for await (const batch of batches) {
      try {
        const found = rehearse(rule, parameters, batch)
        if (isLeft(found)) return found
        untrained = untrained?.filter(name => found.right.includes(name)) ?? found.right
      } finally {
        dispose([batch])
      }
    }
    return right(untrained ?? [])
  } finally {
    disposeParameters(parameters)
  }
}
