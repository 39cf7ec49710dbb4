import { type Known, type Pipeline, toJson } from '@siamese/core'
import fc from 'fast-check'
import { randomPipelines } from './pipelines.js'

/** Holds what must hold of valid pipelines against many; one that fails is shown as JSON, with what repeats it. */
export const everyPipeline = (known: readonly Known[], runs: number, holds: (pipeline: Pipeline) => void): void => {
  const { failed, counterexample, errorInstance, seed, counterexamplePath } = fc.check(
    fc.property(randomPipelines(known), holds),
    { numRuns: runs, endOnFailure: true },
  )
  if (!failed) return
  const made = counterexample?.[0]
  const shown = made === undefined ? 'no pipeline' : JSON.stringify(toJson(made))
  throw new Error(
    `${(errorInstance as Error | undefined)?.message}\nfor ${shown}\n{ seed: ${seed}, path: '${counterexamplePath}' }`,
  )
}
