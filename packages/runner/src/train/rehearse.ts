import { dropoutOf, type Problem } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Batch } from '../compute/batch.js'
import type { Parameters } from '../compute/parameters.js'
import { uncompiled } from '../compute/uncompiled.js'
import { differentiate } from '../graph/differentiate.js'
import { watchStages } from '../graph/inStage.js'
import { headVariables } from '../graph/program.js'
import { stagedTape } from './stagedTape.js'
import type { StepRule } from './stepper.js'

/**
 * The gradient of one batch, operation by operation, which is thrown away: what a stage cannot is said before the first
 * step. Gives the parameters that the loss does not depend on.
 */
export const rehearse = (
  rule: StepRule,
  { weights, head }: Parameters,
  batch: Batch,
): Either<Problem, readonly string[]> => {
  const { shareOf = () => 1 } = rule
  const all = Object.entries({ ...weights, ...headVariables(head) })
  const trained = all.filter(([name]) => shareOf(name) > 0)
  const parameters = trained.map(([, parameter]) => parameter)
  const { watch, stageOf } = stagedTape()
  const dropout = dropoutOf({ seed: rule.seed, step: 0 })
  const loss = () => watchStages(watch, () => tf.mean(rule.loss(weights, head, batch, dropout).value))
  let untrained: readonly string[] = []
  try {
    tf.tidy(() => {
      const { grads } = differentiate(loss, parameters, { stageOf, within: (_, work) => work() })
      untrained = trained.flatMap(([name], i) => (grads[i] ? [] : [name]))
    })
    return right(untrained)
  } catch (error) {
    return left(uncompiled(error))
  }
}
